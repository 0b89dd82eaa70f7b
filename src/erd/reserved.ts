/** Names that Python, Django or the generated project need for themselves. */

const listed = (words: string) => new Set(words.trim().split(/\s+/));

/** https://docs.python.org/3/reference/lexical_analysis.html#keywords; soft keywords are fine as names. */
export const keywords = listed(`
  False None True and as assert async await break class continue def del elif else except finally for from global if
  import in is lambda nonlocal not or pass raise return try while with yield`);

/** Names that break a class body of the project when an attribute takes them: annotations, decorators, modules, factories. */
const classBody = listed(`
  property classmethod staticmethod super str int bool float list dict set tuple bytes object self cls
  models settings timezone validators business_logic datetime factory create build stub`);

/** Members of django.db.models.Model (5.2 and 6.0): the system check says nothing, the first save fails. */
const modelMembers = listed(`
  adelete arefresh_from_db asave check clean clean_fields date_error_message delete from_db full_clean get_constraints
  get_deferred_fields objects pk id prepare_database_save refresh_from_db save save_base serializable_value
  unique_error_message validate_constraints validate_unique`);

/** What models of the project itself have, where rows are only marked as deleted. */
const ownMembers = listed("with_deleted");

/** What a query asks of a reference: an attribute of that name would be followed instead of compared with. */
const lookups = listed("exact gt gte isnull lt lte");

/** Members of AbstractUser that are no fields of it, and what Django's own apps attach to the user. */
const userMembers = listed(`
  groups user_permissions is_anonymous is_authenticated get_username set_password check_password set_unusable_password
  has_usable_password get_session_auth_hash get_session_auth_fallback_hash natural_key normalize_username get_full_name
  get_short_name email_user get_email_field_name has_perm has_perms has_module_perms get_user_permissions
  get_group_permissions get_all_permissions username_validator acheck_password ahas_perm ahas_perms ahas_module_perms
  aget_user_permissions aget_group_permissions aget_all_permissions logentry logentry_set auth_token outstandingtoken
  outstandingtoken_set password_validators`);

/** Fields that every user has, whether the ERD names them or not. */
export const userFields = listed(`
  username email first_name last_name password is_active is_staff is_superuser last_login date_joined`);

/** Whether an attribute of that name would break its class; `user` where the class is the user's. */
export function takenByPython(name: string, user: boolean): boolean {
  if ([keywords, classBody, modelMembers, ownMembers, lookups].some((names) => names.has(name))) return true;
  return (user && userMembers.has(name)) || /^get_(next_by_|previous_by_|.*_display$)/u.test(name);
}

/** Names that no reference and no reverse accessor may have on that class. */
export function takenOnTarget(name: string, user: boolean): boolean {
  return takenByPython(name, user) || (user && userFields.has(name));
}

/** Classes of the modules that templates import by name, and Python's own; compared without case. */
const classNames = new Set(
  [
    ...keywords,
    ...listed(`
      Model Meta Q F Manager QuerySet BaseModel AbstractUser AbstractBaseUser BaseUserManager UserManager AnonymousUser
      models settings admin_site path Response Request Serializer ModelSerializer ViewSet ModelViewSet GenericViewSet
      APIView Router DefaultRouter FilterSet ModelAdmin AppConfig BackendConfig CoreConfig TextChoices IntegerChoices
      Choices ValidationError Http404 TestCase APITestCase APIClient Factory DjangoModelFactory BasePermission
      RefreshToken AccessToken Index UniqueConstraint CheckConstraint Now Lower Upper Length Value Any Decimal RuleMixin
      Row Entity Permitted
      bool bytearray bytes classmethod complex dict float frozenset int list map object property range set slice
      staticmethod str super tuple type zip Ellipsis NotImplemented Exception Warning BaseException TypeError ValueError
      KeyError NameError OSError IOError IndexError ImportError LookupError RuntimeError SyntaxError SystemError
      TimeoutError PermissionError ConnectionError UserWarning`),
  ].map((name) => name.toLowerCase()),
);

/** Whether an entity of that name would hide a class the project needs. */
export const takenByProject = (name: string) => classNames.has(name.toLowerCase());

/** Paths under /api/ that the project serves itself. */
export const takenRoutes = listed(`
  auth token schema docs redoc register login logout admin api healthz readyz static media me`);
