/** The part of authentication.py that applies the matrix. */
import { ACTIONS, type Plan } from "../../../plan.ts";
import { py } from "../../../python.ts";

/** What other code imports from it. */
export const PERMISSION = [
  ...["roles_of", "is_admin", "granted", "may", "owns", "visible", "readable"],
  ...["LabelField", "ensure_roles", "RolePermission"],
];

export const permission = (plan: Plan) => py`
  def roles_of(user) -> frozenset[str]:
      """Group names of a user, read once per request."""
      if not hasattr(user, "_role_cache"):
          user._role_cache = frozenset(user.groups.values_list("name", flat=True))
      return user._role_cache


  def is_admin(user) -> bool:
      return user.is_authenticated and (user.is_superuser or ADMIN_ROLE in roles_of(user))


  def granted(entity: str, action: str | None) -> frozenset[str]:
      """Who may do it; what the matrix does not name is Admin's."""
      return PERMISSIONS.get(entity, {}).get(action or "", frozenset({ADMIN_ROLE}))


  def may(user, entity: str, action: str | None) -> bool:
      """Whether a user may do something to any row, not only to their own."""
      who = granted(entity, action)
      if ANYONE in who:
          return True
      if not user.is_authenticated:
          return False
      return user.is_superuser or SIGNED_IN in who or bool(who & roles_of(user))


  def owns(user, ${isOwned(plan) && py`entity: str, `}row) -> bool:
      """Whether a row is the user's: their account${isOwned(plan) && py`, or what refers to them as its owner`}."""
      ${isOwned(plan) ? OWNED : py`return isinstance(row, get_user_model()) and row.pk == user.pk`}


  def visible(user, entity: str, rows):
      """The rows a user may read: all, or only their own."""
      if may(user, entity, "read"):
          return rows
      if not user.is_authenticated or OWNER not in granted(entity, "read"):
          return rows.none()
      return rows.filter(${isOwned(plan) ? py`**{OWNER_FIELDS.get(entity, "pk"): user.pk}` : py`pk=user.pk`})


  ${plan.entities.some(({ labels }) => labels.length > 0) && labels(isOwned(plan))}


  def ensure_roles(sender, using="default", **kwargs) -> None:
      """Create one group per role after every migrate."""
      for name in ROLES:
          Group.objects.using(using).get_or_create(name=name)


  class RolePermission(permissions.BasePermission):
      """Applies PERMISSIONS to the action${isOwned(plan) && py`; changing an owned row also takes its owner`}."""

      def has_permission(self, request, view) -> bool:
          action = ACTIONS.get(view.action or "")
          ${reasoned(plan) && REASON}
          if action is None:
              # A method the view does not have is answered with 405, whoever asks.
              return view.action is None or request.user.is_authenticated
          if may(request.user, view.entity, action):
              return True
          return request.user.is_authenticated and OWNER in granted(view.entity, action)

      def has_object_permission(self, request, view, obj) -> bool:
          action = ACTIONS.get(view.action or "")
          ${reasoned(plan) && REASON}
          if is_admin(request.user)${!anyRow(plan) && owning(isOwned(plan))}:
              return True
          ${anyRow(plan) && ANY_ROW}
          ${isOwned(plan) && OTHERS}
          return may(request.user, view.entity, action)
`;

/** Has any row an owner? */
export const isOwned = (plan: Plan) => plan.entities.some(({ owner }) => owner !== undefined);

const OWNED = py`
  if not user.is_authenticated:
      return False
  if isinstance(row, get_user_model()):
      return row.pk == user.pk
  owner = OWNER_FIELDS.get(entity)
  return owner is not None and getattr(row, f"{owner}_id") == user.pk
`;

const OTHERS = py`
  # Where the matrix names the owner too, the roles beside it may change the rows of others.
  owners_alone = OWNER not in granted(view.entity, action)
  if action != "read" and view.entity in OWNER_FIELDS and owners_alone:
      return False
`;

/** Does a rule give an action on owned rows to roles alone? */
export const anyRow = (plan: Plan) =>
  plan.entities.some(({ access }) => ACTIONS.some((action) => access[action].anyRow));

/** Is there an action that a rule grants to those it names, and to nobody else? */
export const reasoned = (plan: Plan) =>
  plan.entities.some(({ access }) => ACTIONS.some((action) => access[action].said !== undefined));

const owning = (owned: boolean) => py` or owns(request.user, ${owned && py`view.entity, `}obj)`;

const REASON = py`self.message = REASONS.get((view.entity, action))`;

const ANY_ROW = py`
  if ANY_ROW in granted(view.entity, action):
      return may(request.user, view.entity, action)
  if owns(request.user, view.entity, obj):
      return True
`;

/** A label is part of another row than the one it is shown with: it takes the right to read that other row. */
const labels = (owned: boolean) => py`
  def readable(user, row) -> bool:
      """Whether a user may read one row."""
      entity = row._meta.object_name
      if may(user, entity, "read"):
          return True
      return OWNER in granted(entity, "read") and owns(user, ${owned && py`entity, `}row)


  class LabelField(serializers.StringRelatedField):
      """What the row referred to is called; null for whoever may not read that row."""

      def __init__(self, **kwargs) -> None:
          super().__init__(allow_null=True, **kwargs)

      def to_representation(self, value) -> str | None:
          return str(value) if readable(self.context["request"].user, value) else None
`;
