import type { ItemValue, QuestionCheckboxModel, QuestionRadiogroupModel } from 'survey-core'
import { ReactQuestionFactory, SurveyQuestionElementBase } from 'survey-react-ui'

const STATES: readonly unknown[] = ['dont_know', 'not_applicable', 'refused']

/** A list of answers, one or several to choose, each a line to tap; non-answers are drawn quieter. */
class Choices extends SurveyQuestionElementBase {
  private get question(): QuestionRadiogroupModel | QuestionCheckboxModel {
    return this.questionBase as QuestionRadiogroupModel | QuestionCheckboxModel
  }

  protected override renderElement() {
    const { id, ariaTitleId, isRequired, errors, visibleChoices } = this.question
    const described = errors.length > 0 ? { 'aria-describedby': `${id}_errors` } : {}
    const lines = visibleChoices.map((choice) => this.line(choice))
    if (this.several) {
      return (
        <fieldset className="choices" aria-labelledby={ariaTitleId} {...described}>
          {lines}
        </fieldset>
      )
    }
    return (
      <div
        className="choices"
        role="radiogroup"
        aria-labelledby={ariaTitleId}
        aria-required={isRequired}
        aria-invalid={errors.length > 0}
        {...described}
      >
        {lines}
      </div>
    )
  }

  private get several(): boolean {
    return this.question.getType() === 'checkbox'
  }

  private line(choice: ItemValue) {
    const { value, locText } = choice
    const chosen = this.question.isItemSelected(choice)
    const classes = ['choice', ...(chosen ? ['chosen'] : []), ...(STATES.includes(value) ? ['state'] : [])]
    return (
      <label key={value} className={classes.join(' ')}>
        <input
          type={this.several ? 'checkbox' : 'radio'}
          name={this.question.id}
          value={value}
          checked={chosen}
          onChange={({ target }) => {
            if (this.several) this.question.clickItemHandler(choice, target.checked)
            else this.question.value = value
            this.setState({ value: this.question.value })
          }}
        />
        <span>{locText.renderedHtml}</span>
      </label>
    )
  }
}

/** Lists are drawn this way from now on. */
export function registerChoices(): void {
  for (const type of ['radiogroup', 'checkbox']) {
    ReactQuestionFactory.Instance.registerQuestion(type, (props: unknown) => (
      <Choices {...(props as object)} />
    ))
  }
}
