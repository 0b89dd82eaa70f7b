/** The part of authentication.py that applies the matrix. */
import { ACTIONS, type Plan } from "../../../plan.ts";
import { py } from "../../../python.ts";

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


  def owns(user, entity: str, row) -> bool:
      """Whether a row is the user's: their account, or what refers to them as its owner."""
      if not user.is_authenticated:
          return False
      if isinstance(row, get_user_model()):
          return row.pk == user.pk
      owner = OWNER_FIELDS.get(entity)
      return owner is not None and getattr(row, f"{owner}_id") == user.pk


  def visible(user, entity: str, rows):
      """The rows a user may read: all, or only their own."""
      if may(user, entity, "read"):
          return rows
      if not user.is_authenticated or OWNER not in granted(entity, "read"):
          return rows.none()
      return rows.filter(**{OWNER_FIELDS.get(entity, "pk"): user.pk})


  ${plan.entities.some(({ labels }) => labels.length > 0) && labels()}


  def ensure_roles(sender, using="default", **kwargs) -> None:
      """Create one group per role after every migrate."""
      for name in ROLES:
          Group.objects.using(using).get_or_create(name=name)


  class RolePermission(permissions.BasePermission):
      """Applies PERMISSIONS to the action; changing an owned row also takes its owner."""

      def has_permission(self, request, view) -> bool:
          action = ACTIONS.get(view.action or "")
          if action is None:
              # A method the view does not have is answered with 405, whoever asks.
              return view.action is None or request.user.is_authenticated
          if may(request.user, view.entity, action):
              return True
          return request.user.is_authenticated and OWNER in granted(view.entity, action)

      def has_object_permission(self, request, view, obj) -> bool:
          action = ACTIONS.get(view.action or "")
          ${anyRow(plan) ? py`if is_admin(request.user):` : py`if is_admin(request.user) or owns(request.user, view.entity, obj):`}
              return True
          ${anyRow(plan) && ANY_ROW}
          # Where the matrix names the owner too, the roles beside it may change the rows of others.
          owners_alone = OWNER not in granted(view.entity, action)
          if action != "read" and view.entity in OWNER_FIELDS and owners_alone:
              return False
          return may(request.user, view.entity, action)
`;

/** Does a rule give an action on owned rows to roles alone? */
export const anyRow = (plan: Plan) =>
  plan.entities.some(({ access }) => ACTIONS.some((action) => access[action].anyRow));

const ANY_ROW = py`
  if ANY_ROW in granted(view.entity, action):
      return may(request.user, view.entity, action)
  if owns(request.user, view.entity, obj):
      return True
`;

/** A label is part of another row than the one it is shown with: it takes the right to read that other row. */
const labels = () => py`
  def readable(user, row) -> bool:
      """Whether a user may read one row."""
      entity = row._meta.object_name
      if may(user, entity, "read"):
          return True
      return OWNER in granted(entity, "read") and owns(user, entity, row)


  class LabelField(serializers.StringRelatedField):
      """What the row referred to is called; null for whoever may not read that row."""

      def __init__(self, **kwargs) -> None:
          super().__init__(allow_null=True, **kwargs)

      def to_representation(self, value) -> str | None:
          return str(value) if readable(self.context["request"].user, value) else None
`;
