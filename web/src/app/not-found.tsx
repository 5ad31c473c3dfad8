import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTitle } from '../components/page.tsx';
import { Empty } from '../components/state.tsx';

export const NotFound = () => {
  useTitle('Not found');
  return (
    <main>
      <Empty
        title="Nothing here"
        action={
          <Button variant="default" renderRoot={(props) => <Link to="/" {...props} />}>
            All projects
          </Button>
        }
      >
        There is no page at this address.
      </Empty>
    </main>
  );
};
