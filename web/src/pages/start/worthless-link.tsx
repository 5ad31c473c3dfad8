import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Door } from './door.tsx';

/** A link that has expired, was used, or was never one: in the server's words, and what to do. */
export const WorthlessLink = ({ error, children }: { error: Error | null; children: ReactNode }) => (
  <Door title="This link does not work" lead={error?.message ?? ''} onSubmit={() => {}} footer={children}>
    <Button variant="default" renderRoot={(props) => <Link to="/sign-in" {...props} />}>
      Sign in
    </Button>
  </Door>
);
