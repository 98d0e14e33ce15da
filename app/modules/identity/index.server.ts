export {
  ACTS,
  type Act,
  mayEnter,
  needsSecondFactor,
  organisationsFor,
  type Scope,
  type Viewer,
} from "./access";
export { type AuditFields, type AuditValue, type Change, MOST_AUDIT_REASON } from "./audit";
export { recordChange, recordChanges } from "./audit.store.server";
export { type AuditRow, type AuditSearch, auditEntries, leastIdAt } from "./audit.views.server";
export { RECORDED_ACTS, type RecordedAct, SUBJECT_KINDS, type SubjectKind } from "./audit-words";
export { closeAccountRow, dutiesInTheWay, lockAccount, recordWithdrawal } from "./closing.store.server";
export {
  closeOrganisationRow,
  holdOrdersToClose,
  lockOrganisationToClose,
  type OrganisationToClose,
  organisationToClose,
} from "./closing-organisation.store.server";
export {
  DUTIES_AT,
  type Duty,
  type DutyOutOfPlace,
  decideGrant,
  type Grant,
  grantableRoles,
  type IncompatibleDuties,
  ROLES,
  type Role,
} from "./duties";
export {
  type DutyNotFound,
  type DutyNotYours,
  type LastManager,
  lockDutyToTake,
  type RunningDuty,
  type TakeDuty,
  type TermOver,
  writeRevoked,
  writeTermEnd,
} from "./duty.store.server";
export { type Forgetting, forgetInvitations, forgetSessions } from "./forgetting.store.server";
export {
  type GrantRefusal,
  grantRole,
  isPhoneOfStaff,
  type NewGrant,
  type OrganisationUnknown,
} from "./grant.store.server";
export { type HouseholdTrail, householdOpenUntil, householdTrail } from "./household-trail.views.server";
export {
  checkOpen,
  decideAcceptance,
  type InvitationClosed,
  type InvitationForAnotherPhone,
  type InvitationWithdrawn,
  MOST_OPEN_INVITATIONS,
} from "./invitation";
export {
  type Invitation,
  insertInvitation,
  invitationTokenHash,
  lockInvitation,
  lockInvitationByToken,
  openInvitationCount,
  writeAccepted,
  writeWithdrawn,
} from "./invitation.store.server";
export type { Secrets } from "./keyed-hash.server";
export type { CodeOver, CodePurpose, CodeWrong } from "./one-time-code";
export {
  createCode,
  forgetCodes,
  openCode,
  type TypedCode,
  tryCode,
  type WantedCode,
} from "./one-time-code.store.server";
export {
  decideClosing,
  ORGANISATION_KINDS,
  type OrganisationClosed,
  type OrganisationKind,
  type OrganisationStays,
  type OrganisationUnsettled,
  type Unsettled,
} from "./organisation";
export {
  createOrganisation,
  type NewOrganisation,
  type Organisation,
  organisationById,
} from "./organisation.store.server";
export {
  type HeldSession,
  heldSessions,
  type OwnAccount,
  type OwnAuditEntry,
  type OwnGrant,
  type OwnWithdrawal,
  ownAccount,
  ownAuditEntries,
  ownGrants,
  ownWithdrawals,
} from "./own-data.views.server";
export type { PaceName, TryLater } from "./pace";
export { forgetPaces, type PacedTry, takePaces } from "./pace.store.server";
export type { PasskeyRefused, TooManyPasskeys } from "./passkey";
export {
  credentialOfAnswer,
  passkeyCreation,
  passkeyRequest,
  provenNewPasskey,
  provenPasskeyUse,
} from "./passkey.server";
export {
  forgetChallenges,
  keepChallenge,
  keepPasskey,
  type OwnPasskey,
  passkeyByCredential,
  passkeysOfUser,
  removePasskey,
  renamePasskey,
  takeChallenge,
  writePasskeyUse,
} from "./passkey.store.server";
export { type PasswordWrong, passwordProblem } from "./password";
export { hashPassword, matchesPassword } from "./password.server";
export { keepPassword, passwordOfPhone } from "./password.store.server";
export { type DemoDuty, type DemoPerson, demoPeople } from "./people.views.server";
export { hasLeftPhone, movePhone, type PhoneTaken } from "./phone.store.server";
export { isFresh, type Proof, type SecondFactor } from "./proof";
export {
  KEPT_FOR_GOOD,
  KEPT_WHILE,
  type KeptForGood,
  type KeptWhile,
  keptSince,
  keptUntil,
  RETENTION,
  RETENTION_KEYS,
  type RetentionKey,
  type RetentionRule,
  type RetentionSource,
} from "./retention";
export {
  type ContactNotShown,
  capacityOf,
  decideReveal,
  REVEAL_ACTS,
  REVEAL_LASTS_MS,
  REVEAL_PURPOSES,
  type RevealedKind,
  type RevealedThing,
  type RevealPurpose,
  type TooManyReveals,
} from "./reveal";
export { type Reveal, recordReveal } from "./reveal.store.server";
export {
  type OwnReveal,
  orderInSight,
  ownReveals,
  REVEALS_COUNTED_DAYS,
  type RevealCount,
  revealCounts,
  revealedNow,
} from "./reveal.views.server";
export { revokeOtherSessions, revokeOwnSession } from "./revoking.store.server";
export { readSecondFactor, type SecondFactorWrong, type TotpInUse } from "./second-factor";
export {
  beginTotp,
  forgetRecoveryCodes,
  removeTotp,
  replaceRecoveryCodes,
  takeRecoveryCode,
  takeTotp,
  totpOfUser,
} from "./second-factor.store.server";
export { type OwnSession, type SignInWays, sessionsOfUser, signInWays } from "./security.views.server";
export {
  createSession,
  type FoundSession,
  findSession,
  type NewSession,
  revokeSession,
  revokeSessionsOfUser,
  sessionTokenHash,
  stepUpSession,
} from "./session.store.server";
export { signInPath } from "./sign-in-path";
export {
  type InvitationCard,
  invitationCard,
  MOST_TEAM_DUTIES,
  type OpenInvitation,
  type OrganisationRow,
  organisations,
  type Team,
  type TeamDuty,
  teamOf,
} from "./team.views.server";
export { totpSetup } from "./totp.server";
export {
  createUser,
  type NewUser,
  phoneOfUser,
  renameUser,
  userByPhone,
  userOfProvenPhone,
  viewerById,
} from "./user.store.server";
