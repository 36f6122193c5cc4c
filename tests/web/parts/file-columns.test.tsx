import { expect, it } from 'vitest'
import { FileColumns } from '../../../web/parts/file-columns.tsx'
import { render } from '../panels/render.tsx'

const html = render(
  <FileColumns
    columns={['first', 'last', 'mail', 'note']}
    mapping={{ first: 'name', last: 'name', mail: 'email', note: null }}
    targets={[
      { value: 'name', label: 'Name' },
      { value: 'email', label: 'E-mail' },
    ]}
    shared={['name']}
    rows={[
      ['Ann', 'Lee', 'a@example.org', ''],
      ['Bob', 'Roe', '', 'late'],
    ]}
    onChoose={() => undefined}
  />,
)
/** What may be chosen for each column in turn; the chosen one has an exclamation mark. */
const choices = [...html.matchAll(/<select[^>]*>(.*?)<\/select>/g)].map(([, options = '']) =>
  [...options.matchAll(/<option value="([^"]*)"( selected="")?>/g)].map(([, value, selected]) =>
    selected === undefined ? value : `${value}!`,
  ),
)

it('offers a target to one column, one that may be shared to all, and leaving out always', () => {
  expect(choices).toEqual([
    ['', 'name!'],
    ['', 'name!'],
    ['', 'name', 'email!'],
    ['!', 'name'],
  ])
})

it('shows the first values that there are', () => {
  const samples = [...html.matchAll(/class="[^"]*sample"[^>]*>([^<]*)</g)].map(([, values]) => values)
  expect(samples).toEqual(['Ann · Bob', 'Lee · Roe', 'a@example.org', 'late'])
})
