import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { environmentsQuery } from '../api/projects.ts';

interface Props {
  project: string;
  /** Empty: all. */
  value: string;
  onChange: (environment: string) => void;
}

/** One of the environments that the project's events name. */
export const EnvironmentSelect = ({ project, value, onChange }: Props) => {
  const { data } = useQuery(environmentsQuery(project));
  const known = data?.items ?? [];
  const names = value === '' || known.includes(value) ? known : [value, ...known];
  return (
    <Select
      aria-label="Environment"
      w={164}
      value={value}
      onChange={(chosen) => onChange(chosen ?? '')}
      data={[
        { value: '', label: 'All environments' },
        ...names.filter((name) => name !== '').map((name) => ({ value: name, label: name })),
      ]}
      searchable={names.length > 8}
      comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
      maxDropdownHeight={320}
    />
  );
};
