/** The part of authentication.py about accounts: registering, signing in and out. */
import type { Plan } from "../../../plan.ts";
import { list, py, str } from "../../../python.ts";
import { extras } from "../serializers/extras.ts";

/** What other code imports from it. */
export const ACCOUNTS = [
  ...["RegistrationSerializer", "RegisterView", "AccountTokenRefreshSerializer", "LogoutView"],
  ...["ThrottledTokenObtainPairView", "ThrottledTokenRefreshView", "ThrottledTokenVerifyView"],
];

/** Registering takes what an account is made of; bytes and what refers to many rows come later, by an update. */
export function registration(plan: Plan) {
  const { user, defaultRole } = plan;
  const many = user.relations.filter(({ django }) => django === "ManyToManyField").map(({ name }) => name);
  const bytes = user.fields.filter(({ type }) => type === "binary").map(({ name }) => name);
  const shut = new Set([...user.readOnly, ...many, ...bytes]);
  const fields = user.apiFields.filter((field) => field === "id" || !shut.has(field));
  return py`
    class RegistrationSerializer(ModelRulesMixin, serializers.ModelSerializer):
        password = serializers.CharField(write_only=True, max_length=128, trim_whitespace=False)

        class Meta:
            model = get_user_model()
            fields = [${list([...fields.map(str), str("password")])}]
            read_only_fields = ["id"]
            ${extras(user, new Set(fields))}

        def validate(self, attrs):
            password = attrs.pop("password")
            attrs = super().validate(attrs)
            try:
                validate_password(password, get_user_model()(**attrs))
            except DjangoValidationError as exc:
                raise serializers.ValidationError({"password": exc.messages}) from exc
            return {**attrs, "password": password}

        @transaction.atomic
        def create(self, validated_data):
            user = get_user_model().objects.create_user(**validated_data)
            ${defaultRole !== undefined && py`user.groups.add(Group.objects.get_or_create(name=DEFAULT_ROLE)[0])`}
            return user


    class RegisterView(generics.CreateAPIView):
        """Create an account with the least role."""

        serializer_class = RegistrationSerializer
        permission_classes = [permissions.AllowAny]
        authentication_classes = []
        throttle_scope = "auth"
  `;
}

export const tokens = () => py`
  class ThrottledTokenObtainPairView(TokenObtainPairView):
      throttle_scope = "auth"


  class AccountTokenRefreshSerializer(TokenRefreshSerializer):
      """A token is of no use once its account is gone or has another password."""

      def validate(self, attrs):
          JWTAuthentication().get_user(self.token_class(attrs["refresh"]))
          return super().validate(attrs)


  class ThrottledTokenRefreshView(TokenRefreshView):
      serializer_class = AccountTokenRefreshSerializer
      throttle_scope = "auth"


  class ThrottledTokenVerifyView(TokenVerifyView):
      throttle_scope = "auth"


  class LogoutView(TokenBlacklistView):
      throttle_scope = "auth"
`;
