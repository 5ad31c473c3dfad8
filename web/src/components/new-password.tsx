import { PasswordInput } from '@mantine/core';

/** The server's rule too. */
export const SHORTEST = 8;

interface Props {
  label?: string;
  value: string;
  onChange: (value: string) => void;
}

/** A field for a password that is chosen now. */
export const NewPassword = ({ label = 'Password', value, onChange }: Props) => (
  <PasswordInput
    label={label}
    name="password"
    autoComplete="new-password"
    description={`At least ${SHORTEST} characters`}
    error={value !== '' && value.length < SHORTEST ? `${SHORTEST - value.length} to go` : undefined}
    value={value}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);
