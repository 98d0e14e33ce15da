export {
  ACTS,
  type Act,
  decideGrant,
  type Grant,
  type IncompatibleDuties,
  mayEnter,
  organisationsFor,
  ROLES,
  type Role,
  type Scope,
  type Viewer,
} from "./access";
export { type AuditFields, type AuditValue, type Change, MOST_AUDIT_REASON } from "./audit";
export { recordChange, recordChanges } from "./audit.store.server";
export { RECORDED_ACTS, type RecordedAct, SUBJECT_KINDS, type SubjectKind } from "./audit-words";
export { type DemoDuty, type DemoPerson, demoPeople } from "./people.views.server";
export {
  createSession,
  type FoundSession,
  findSession,
  type NewSession,
  revokeSession,
  revokeSessionsOfUser,
  sessionTokenHash,
} from "./session.store.server";
export { createUser, grantRole, type NewGrant, type NewUser, viewerById } from "./user.store.server";
