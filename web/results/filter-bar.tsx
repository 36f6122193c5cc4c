import { Button, Checkbox, Input, NativeSelect, Popover } from '@mantine/core'
import type { ReactNode } from 'react'
import type { AttributeSummary, Brand } from '../../api/contract/program.ts'
import type { Wave } from '../../api/contract/wave.ts'
import { useWords } from '../panels/words.ts'
import { Icon } from '../parts/icon.tsx'
import type { Segments } from './slice-search.ts'

export interface FilterBarProps {
  readonly waves: readonly Wave[]
  readonly wave: string
  readonly onWave: (wave: string) => void
  readonly brands: readonly Brand[]
  readonly brand: string
  readonly onBrand: (brand: string) => void
  readonly attributes: readonly AttributeSummary[]
  readonly segments: Segments
  readonly onSegment: (attribute: string, values: readonly string[]) => void
  readonly onReset: () => void
  /** What else there is to choose. */
  readonly children?: ReactNode
}

/** Whose answers, when, about whom: everything below follows it, and the address remembers it. */
export function FilterBar(props: FilterBarProps) {
  const { waves, wave, onWave, brands, brand, onBrand, attributes, segments, onSegment, onReset, children } =
    props
  const { t } = useWords()
  return (
    <search className="filter-bar no-print" aria-label={t('filter.title')}>
      <div className="filter-choices">
        <NativeSelect
          size="sm"
          label={t('filter.wave')}
          value={wave}
          onChange={(event) => onWave(event.currentTarget.value)}
          data={waves.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <NativeSelect
          size="sm"
          label={t('filter.brand')}
          value={brand}
          onChange={(event) => onBrand(event.currentTarget.value)}
          data={brands.map(({ id, name, own }) => ({
            value: id,
            label: own ? t('filter.own', { brand: name }) : name,
          }))}
        />
        {attributes.map((attribute) => (
          <AttributeChoice
            key={attribute.code}
            attribute={attribute}
            chosen={segments[attribute.code] ?? []}
            onChoose={(values) => onSegment(attribute.code, values)}
          />
        ))}
      </div>
      {children}
      <Chips attributes={attributes} segments={segments} onSegment={onSegment} onReset={onReset} />
    </search>
  )
}

/** On paper the choices are a line of words: nothing is printed without whose answers it is. */
export function SlicePrinted({
  wave,
  brand,
  attributes,
  segments,
}: {
  readonly wave: string
  readonly brand: string
  readonly attributes: readonly AttributeSummary[]
  readonly segments: Segments
}) {
  const { t, language, list } = useWords()
  const chosen = attributes.flatMap(({ code, label, values }) => {
    const names = values
      .filter(({ value }) => segments[code]?.includes(value))
      .map(({ title }) => title[language])
    return names.length === 0 ? [] : [t('filter.named', { label: label[language], value: list(names) })]
  })
  const said = [
    t('filter.named', { label: t('filter.wave'), value: wave }),
    t('filter.named', { label: t('filter.brand'), value: brand }),
    ...chosen,
  ]
  return <p className="print-only panel-note">{said.join(' · ')}</p>
}

interface AttributeChoiceProps {
  readonly attribute: AttributeSummary
  readonly chosen: readonly string[]
  readonly onChoose: (values: readonly string[]) => void
}

function AttributeChoice({ attribute, chosen, onChoose }: AttributeChoiceProps) {
  const { t, language } = useWords()
  const label = attribute.label[language]
  const question = attribute.title[language]
  const shown = chosen.length === 0 ? t('filter.all') : `${chosen.length} / ${attribute.values.length}`
  return (
    <div className="filter-attribute" title={question}>
      <Input.Label size="sm" component="span" aria-hidden="true">
        {label}
      </Input.Label>
      <Popover position="bottom-start" shadow="sm" trapFocus>
        <Popover.Target>
          <Button
            variant="default"
            size="sm"
            aria-label={t('filter.named', { label, value: shown })}
            aria-description={question}
          >
            {shown}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <Checkbox.Group label={question} value={[...chosen]} onChange={onChoose}>
            <div className="filter-values">
              {attribute.values.map(({ value, title }) => (
                <Checkbox key={value} value={value} label={title[language]} />
              ))}
            </div>
          </Checkbox.Group>
        </Popover.Dropdown>
      </Popover>
    </div>
  )
}

function Chips({
  attributes,
  segments,
  onSegment,
  onReset,
}: Pick<FilterBarProps, 'attributes' | 'segments' | 'onSegment' | 'onReset'>) {
  const { t, language } = useWords()
  const chips = attributes.flatMap(({ code, label, title, values }) =>
    (segments[code] ?? []).map((value) => ({
      code,
      value,
      label: label[language],
      question: title[language],
      name: values.find((known) => known.value === value)?.title[language] ?? value,
    })),
  )
  if (chips.length === 0) return null
  return (
    <div className="filter-chips">
      {chips.map(({ code, value, label, question, name }) => (
        <Button
          key={`${code} ${value}`}
          variant="default"
          size="compact-sm"
          radius="xl"
          rightSection={<Icon name="remove" size={12} />}
          title={question}
          aria-label={t('filter.remove', { name: t('filter.named', { label, value: name }) })}
          onClick={() =>
            onSegment(
              code,
              (segments[code] ?? []).filter((other) => other !== value),
            )
          }
        >
          {t('filter.named', { label, value: name })}
        </Button>
      ))}
      <Button variant="subtle" size="compact-sm" onClick={onReset}>
        {t('filter.reset')}
      </Button>
    </div>
  )
}
