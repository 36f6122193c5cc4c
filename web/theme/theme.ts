import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
} from '@mantine/core'

const ink: MantineColorsTuple = [
  '#f4f4f1',
  '#e8eaed',
  '#d5d9dd',
  '#b3bac0',
  '#8e98a1',
  '#6b7680',
  '#5b6570',
  '#3b434b',
  '#2c3238',
  '#1b1f23',
]

const own: MantineColorsTuple = [
  '#e8f1ef',
  '#cfe4e1',
  '#a3cdc8',
  '#73b4ad',
  '#45b8b0',
  '#2b9089',
  '#17807a',
  '#0b6e69',
  '#085753',
  '#053f3c',
]

/** Buttons are ink, so that teal stays free for what it means in charts: the own brand. */
export const theme = createTheme({
  colors: { ink, own },
  primaryColor: 'ink',
  primaryShade: { light: 9, dark: 1 },
  variantColorResolver: (input) =>
    input.variant === 'filled' && (input.color === undefined || input.color === 'ink')
      ? {
          background: 'var(--ink)',
          hover: 'var(--ink-hover)',
          color: 'var(--paper)',
          border: '1px solid transparent',
        }
      : defaultVariantColorsResolver(input),
  fontFamily: 'var(--sans)',
  headings: { fontFamily: 'var(--sans)' },
  defaultRadius: 8,
  respectReducedMotion: true,
  fontSizes: { xs: '12px', sm: '14px', md: '16px', lg: '20px', xl: '28px' },
  spacing: { xs: '8px', sm: '16px', md: '24px', lg: '32px', xl: '48px' },
  cursorType: 'pointer',
  components: {
    Button: { defaultProps: { size: 'md' } },
    TextInput: { defaultProps: { size: 'md' } },
    PasswordInput: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md' } },
    NativeSelect: { defaultProps: { size: 'md' } },
    Menu: { defaultProps: { transitionProps: { duration: 100 }, shadow: 'sm' } },
  },
})

const roles = {
  '--mantine-primary-color-filled': 'var(--ink)',
  '--mantine-primary-color-contrast': 'var(--paper)',
  '--mantine-color-body': 'var(--paper)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--quiet)',
  '--mantine-color-placeholder': 'var(--quiet)',
  '--mantine-color-anchor': 'var(--own)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--paper)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--hairline)',
  '--mantine-color-error': 'var(--worse-text)',
}

export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: roles, dark: roles })
