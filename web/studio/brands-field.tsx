import { ActionIcon, Button, TextInput } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../parts/icon.tsx'
import type { DesignBrand, Problem } from './design.ts'

interface BrandsFieldProps {
  readonly brands: readonly DesignBrand[]
  readonly problems: readonly Problem[]
  /** So many stay where they are: they may have answers. */
  readonly kept: number
  /** How many there may be, once it is known. */
  readonly most: number | undefined
  readonly onChange: (brands: readonly DesignBrand[]) => void
}

/** The own brand first, then competitors in the order in which results list them. */
export function BrandsField({ brands, problems, kept, most, onChange }: BrandsFieldProps) {
  const { t } = useTranslation('studio')
  const { t: words } = useTranslation('modules')
  const rows = useRef<HTMLOListElement>(null)
  const added = useRef(false)
  const rivals = brands.filter(({ own }) => !own).length

  useEffect(() => {
    if (!added.current || brands.length === 0) return
    added.current = false
    rows.current?.querySelector<HTMLInputElement>('li:last-child input')?.focus()
  }, [brands.length])

  const add = () => {
    added.current = true
    onChange([...brands, { key: crypto.randomUUID(), name: '', own: false }])
  }
  const rename = (key: string, name: string) =>
    onChange(brands.map((brand) => (brand.key === key ? { ...brand, name } : brand)))
  const remove = (key: string) => onChange(brands.filter((brand) => brand.key !== key))
  const move = (from: number, to: number) => {
    const moved = brands[from]
    if (moved !== undefined) onChange(brands.toSpliced(from, 1).toSpliced(to, 0, moved))
  }

  const owns = brands.length - rivals
  const isFull = most !== undefined && brands.length >= most
  return (
    <>
      <ol className="brands" ref={rows}>
        {brands.map(({ key, name, own }, place) => {
          const label = own ? t('field.own') : t('design.competitor', { number: place - owns + 1 })
          const problem = problems.find(({ brand }) => brand === key)
          const called = name.trim() === '' ? label : name
          return (
            <li key={key} className={own ? 'own' : ''}>
              <TextInput
                label={label}
                value={name}
                maxLength={200}
                error={problem === undefined ? undefined : t(problem.text)}
                onChange={(event) => rename(key, event.currentTarget.value)}
              />
              {own || place < kept ? null : (
                <div className="brand-moves">
                  <ActionIcon
                    variant="subtle"
                    size={42}
                    className="quiet-button"
                    disabled={place === Math.max(owns, kept)}
                    aria-label={t('design.move-up', { name: called })}
                    onClick={() => move(place, place - 1)}
                  >
                    <Icon name="up" />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    size={42}
                    className="quiet-button"
                    disabled={place === brands.length - 1}
                    aria-label={t('design.move-down', { name: called })}
                    onClick={() => move(place, place + 1)}
                  >
                    <Icon name="down" />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    size={42}
                    className="quiet-button"
                    aria-label={t('design.remove', { name: called })}
                    onClick={() => remove(key)}
                  >
                    <Icon name="remove" />
                  </ActionIcon>
                </div>
              )}
            </li>
          )
        })}
      </ol>
      {kept > 0 ? <p className="quiet small">{words('brands.kept')}</p> : null}
      <div>
        <Button
          variant="default"
          size="sm"
          leftSection={<Icon name="plus" />}
          disabled={isFull}
          onClick={add}
        >
          {t('design.competitor.add')}
        </Button>
      </div>
      {isFull ? <p className="quiet small">{words('full.brands', { count: most })}</p> : null}
    </>
  )
}
