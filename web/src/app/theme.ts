import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const petrol: MantineColorsTuple = [
  '#e9f5f7',
  '#d3e8ec',
  '#a5d1da',
  '#74b9c8',
  '#4ca4b8',
  '#2b90a7',
  '#0d6b80',
  '#0b5f72',
  '#095263',
  '#064150',
];
const gray: MantineColorsTuple = [
  '#f7f7f5',
  '#f1f1ee',
  '#e4e3de',
  '#d9d8d2',
  '#cfcdc6',
  '#a9acab',
  '#6d767b',
  '#515a5f',
  '#343c40',
  '#1c2326',
];
const dark: MantineColorsTuple = [
  '#e6eaeb',
  '#c3cbce',
  '#a9b3b7',
  '#5d6a70',
  '#39444a',
  '#1f272b',
  '#161b1e',
  '#101416',
  '#0c0f11',
  '#080a0b',
];

/** Mantine in Culprit's clothes: small sizes, system fonts, one accent. The rest of the look is in styles/tokens.css. */
export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 6, dark: 5 },
  colors: { petrol, gray, dark },
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  headings: { fontFamily: 'var(--font)', fontWeight: '600' },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  defaultRadius: '6px',
  cursorType: 'pointer',
  focusRing: 'auto',
  components: {
    Button: { defaultProps: { size: 'xs' }, styles: { root: { fontWeight: 500 } } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 'md' } },
    TextInput: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    Textarea: { defaultProps: { size: 'sm' } },
    NumberInput: { defaultProps: { size: 'sm', hideControls: true } },
    Select: { defaultProps: { size: 'sm', allowDeselect: false, checkIconPosition: 'right' } },
    TagsInput: { defaultProps: { size: 'sm' } },
    SegmentedControl: { defaultProps: { size: 'xs' }, styles: { label: { fontWeight: 500, paddingBlock: 2 } } },
    Switch: { defaultProps: { size: 'sm' } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true, fz: 'xs' } },
    Menu: { defaultProps: { shadow: 'md', position: 'bottom-start' } },
    Modal: { defaultProps: { centered: true, radius: 8 } },
  },
});

/** Mantine's own surfaces follow the tokens. */
export const cssVariables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--text-2)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-placeholder': 'var(--text-3)',
    '--mantine-color-error': 'var(--error)',
    '--mantine-color-disabled': 'var(--sunken)',
    '--mantine-color-disabled-color': 'var(--text-3)',
    '--mantine-color-disabled-border': 'var(--line)',
  };
  return { variables: {}, light: shared, dark: shared };
};
