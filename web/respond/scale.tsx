import type { ItemValue, QuestionRatingModel } from 'survey-core'
import { ReactQuestionFactory, SurveyQuestionElementBase } from 'survey-react-ui'

/** A rating as touchable numbers with both end labels always in sight; non-answers stand apart below. */
class Scale extends SurveyQuestionElementBase {
  private get question(): QuestionRatingModel {
    return this.questionBase as QuestionRatingModel
  }

  protected override renderElement() {
    const { id, ariaTitleId, locMinRateDescription, locMaxRateDescription, visibleRateValues, errors } =
      this.question
    const points = visibleRateValues.filter(({ value }) => typeof value === 'number')
    const states = visibleRateValues.filter(({ value }) => typeof value !== 'number')
    const [first, last] = [points[0], points.at(-1)]
    return (
      <div
        className="scale"
        role="radiogroup"
        aria-labelledby={ariaTitleId}
        aria-required={this.question.isRequired}
        aria-invalid={errors.length > 0}
        {...(errors.length > 0 ? { 'aria-describedby': `${id}_errors` } : {})}
      >
        <div className="scale-points">
          <span className="scale-end scale-min">
            {first?.value} = {locMinRateDescription.renderedHtml}
          </span>
          {points.map((point) => this.choice(point, endLabel(point, first, last, this.question)))}
          <span className="scale-end scale-max">
            {last?.value} = {locMaxRateDescription.renderedHtml}
          </span>
        </div>
        <div className="scale-states">
          {states.map((state) => this.choice(state, state.locText.renderedHtml))}
        </div>
      </div>
    )
  }

  private choice({ value, locText }: ItemValue, label: string) {
    const chosen = this.question.value === value
    return (
      <label key={value} className={chosen ? 'choice chosen' : 'choice'}>
        <input
          type="radio"
          name={this.question.id}
          value={value}
          checked={chosen}
          aria-label={label}
          onChange={() => {
            this.question.value = value
            this.setState({ value })
          }}
        />
        <span aria-hidden="true">{locText.renderedHtml}</span>
      </label>
    )
  }
}

function endLabel(
  { value }: ItemValue,
  first: ItemValue | undefined,
  last: ItemValue | undefined,
  { locMinRateDescription, locMaxRateDescription }: QuestionRatingModel,
): string {
  if (value === first?.value) return `${value}, ${locMinRateDescription.renderedHtml}`
  if (value === last?.value) return `${value}, ${locMaxRateDescription.renderedHtml}`
  return String(value)
}

/** Ratings are drawn this way from now on. */
export function registerScale(): void {
  ReactQuestionFactory.Instance.registerQuestion('rating', (props: unknown) => (
    <Scale {...(props as object)} />
  ))
}
