import { Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { IconPlus, IconSelector } from '@tabler/icons-react';
import { projectsQuery } from '../api/projects.ts';
import type { Project } from '../api/types.ts';
import { Plain } from '../components/plain.tsx';
import { PlatformIcon } from '../components/platform.tsx';
import { useCan } from '../components/use-can.ts';
import classes from './sidebar.module.css';

/** The current project, and the way to another. */
export const ProjectSwitch = ({ current }: { current: Project | null }) => {
  const { data } = useQuery(projectsQuery);
  const navigate = useNavigate();
  const { write } = useCan();
  return (
    <Menu width={260} position="bottom-start">
      <Menu.Target>
        <button type="button" className={classes.switch} aria-label="Switch project">
          {current && <PlatformIcon platform={current.platform} />}
          <span className="clip" style={{ flex: 1 }}>
            {current ? <Plain text={current.name} /> : 'Choose a project'}
          </span>
          <IconSelector size={15} color="var(--text-3)" />
        </button>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
        {data?.items.map((project) => (
          <Menu.Item
            key={project.id}
            leftSection={<PlatformIcon platform={project.platform} />}
            onClick={() => void navigate({ to: '/projects/$project/issues', params: { project: project.slug } })}
          >
            <Plain text={project.name} />
          </Menu.Item>
        ))}
        {write && data && data.items.length > 0 && <Menu.Divider />}
        {write && (
          <Menu.Item leftSection={<IconPlus size={15} />} onClick={() => void navigate({ to: '/projects/new' })}>
            Create project
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
};
