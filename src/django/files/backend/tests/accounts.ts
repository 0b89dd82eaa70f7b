/** The part of the tests about people: registering, signing in and out, passwords, tokens, throttling. */
import { spelling } from "#rules";
import type { EntityPlan, Plan } from "../../../plan/types.ts";
import { py, str, tuple } from "../../../python.ts";
import { requiredOf, set } from "./entities.ts";

export function accountTests(plan: Plan) {
  const { user, defaultRole } = plan;
  const open = [user.access.update, user.access.delete].some((it) => it.authenticated || it.anyone);
  return py`
    NAME = ${str(nameOf(plan))}
    PASSWORD = "Sup3r-secret-pw"


    class SigningIn(APITestCase):
        """Accounts and their tokens."""

        def setUp(self) -> None:
            cache.clear()

        def registration(self, **changes) -> dict:
            """What a person sends to make an account."""
            example = linked(person(None))
            self.client.force_authenticate(person(ADMIN_ROLE))
            made = self.client.get(reverse(${str(`${user.lower}-detail`)}, args=[example.pk])).json()
            self.client.force_authenticate(None)
            fields = self.writable()
            unique = {"username": NAME, "email": "joe@example.com", "password": PASSWORD}
            example.delete()
            sent = {k: v for k, v in made.items() if k in fields and v is not None}
            return {**sent, **unique, **changes}

        def writable(self) -> set[str]:
            fields = RegistrationSerializer().fields
            return {name for name in fields if not fields[name].read_only}

        def register(self, **changes):
            return self.client.post(reverse("register"), self.registration(**changes))

        def tokens(self) -> dict:
            data = {"username": NAME, "password": PASSWORD}
            return self.client.post(reverse("token"), data).json()

        def test_register_sign_in_refresh_sign_out(self) -> None:
            response = self.register()
            self.assertEqual(response.status_code, 201, response.content)
            self.assertNotIn("password", response.json())
            first = self.tokens()
            verified = self.client.post(reverse("verify"), {"token": first["access"]})
            self.assertEqual(verified.status_code, 200)
            second = self.client.post(reverse("refresh"), {"refresh": first["refresh"]}).json()
            again = self.client.post(reverse("refresh"), {"refresh": first["refresh"]})
            self.assertEqual(again.status_code, 401, "a refresh token serves once")
            self.client.credentials(HTTP_AUTHORIZATION=f"Bearer {second['access']}")
            me = reverse(${str(`${user.lower}-detail`)}, args=[response.json()["id"]])
            self.assertNotEqual(self.client.get(me).status_code, 401)
            out = self.client.post(reverse("logout"), {"refresh": second["refresh"]})
            self.assertEqual(out.status_code, 200)
            after = self.client.post(reverse("refresh"), {"refresh": second["refresh"]})
            self.assertEqual(after.status_code, 401)

        def test_registering_gives_no_rights(self) -> None:
            wishes = {"is_staff": True, "is_superuser": True, "groups": [1, 2, 3], "role": "Admin"}
            self.register(**{k: v for k, v in wishes.items() if k not in self.writable()})
            joe = get_user_model().objects.get(username=NAME)
            self.assertFalse(joe.is_staff or joe.is_superuser)
            self.assertTrue(joe.check_password(PASSWORD))
            self.assertEqual([group.name for group in joe.groups.all()], [${defaultRole !== undefined && str(defaultRole)}])

        def test_weak_passwords_are_refused(self) -> None:
            for weak in ("short", "password1234", "84629104756"):
                with self.subTest(password=weak):
                    response = self.register(password=weak)
                    self.assertEqual(response.status_code, 400)
                    self.assertIn("password", response.json())

        def test_a_new_password_ends_old_tokens(self) -> None:
            self.register()
            tokens = self.tokens()
            joe = get_user_model().objects.get(username=NAME)
            joe.set_password(PASSWORD + "-new")
            joe.save()
            self.assert_ended(tokens, joe.pk)
        ${
          user.keeps.length === 0 &&
          py`

            def test_an_account_that_is_gone_ends_its_tokens(self) -> None:
                self.register()
                tokens = self.tokens()
                joe = get_user_model().objects.get(username=NAME)
                key = joe.pk
                joe.delete()
                self.assert_ended(tokens, key)
          `
        }

        def assert_ended(self, tokens: dict, key) -> None:
            refreshed = self.client.post(reverse("refresh"), {"refresh": tokens["refresh"]})
            self.assertEqual(refreshed.status_code, 401)
            self.client.credentials(HTTP_AUTHORIZATION=f"Bearer {tokens['access']}")
            me = reverse(${str(`${user.lower}-detail`)}, args=[key])
            self.assertEqual(self.client.get(me).status_code, 401)

        def test_guessing_is_slowed_down(self) -> None:
            for name in ("token", "refresh", "verify", "logout", "register"):
                cache.clear()
                with (
                    self.subTest(name),
                    patch.object(ScopedRateThrottle, "THROTTLE_RATES", {"auth": "3/min"}),
                ):
                    # A client may say that it is somewhere else each time.
                    answers = [
                        self.client.post(reverse(name), {}, headers={"x-forwarded-for": f"10.0.0.{guess}"})
                        for guess in range(5)
                    ]
                    found = [answer.status_code for answer in answers]
                    self.assertEqual(found, [400, 400, 400, 429, 429])

        def test_what_registering_takes(self) -> None:
            response = self.client.post(reverse("register"), {})
            self.assertEqual(set(response.json()), ${set(requiredOfAccount(plan))})

        def test_a_password_is_kept_to_the_last_space(self) -> None:
            self.register(password=f"{PASSWORD} ")
            self.assertTrue(get_user_model().objects.get(username=NAME).check_password(f"{PASSWORD} "))

        def test_an_account_is_made_whole_or_not_at_all(self) -> None:
            data = self.registration()
            with patch.object(Group.objects, "get_or_create", side_effect=IntegrityError):
                self.assertEqual(self.client.post(reverse("register"), data).status_code, 409)
            self.assertFalse(get_user_model().objects.filter(username=NAME).exists())

        def test_an_account_from_the_command_line_keeps_the_rules(self) -> None:
            taken = person(None).email
            with self.assertRaises(CommandError):
                call_command("createsuperuser", username=NAME, email=taken, interactive=False)
            email = "joe@example.com"
            call_command("createsuperuser", username=NAME, email=email, interactive=False, verbosity=0)
            self.assertTrue(get_user_model().objects.get(username=NAME).is_superuser)

        def test_a_password_like_the_name_or_short_is_refused(self) -> None:
            for weak in ("joe@example.com", "Zq7-kd9x"):
                with self.subTest(password=weak):
                    self.assertEqual(self.register(password=weak).status_code, 400)
        ${
          !open &&
          py`

            def test_nobody_changes_the_account_of_another(self) -> None:
                other = reverse(${str(`${user.lower}-detail`)}, args=[person(None).pk])
                for role in ${tuple([...closed(user, plan).map(str), py`None`])}:
                    with self.subTest(role=role):
                        self.client.force_authenticate(person(role))
                        for response in (self.client.patch(other, {}), self.client.delete(other)):
                            self.assertIn(response.status_code, {403, 404})
          `
        }
  `;
}

/** What an account cannot be made without: Django's own fields, whatever the ERD says of them, and the ERD's. */
function requiredOfAccount({ user }: Plan): string[] {
  const inherited = new Set(user.fields.filter((field) => field.inherited).map((field) => field.name));
  return [...new Set(["username", "password", "email", ...requiredOf(user).filter((it) => !inherited.has(it))])];
}

/** Roles that may neither change nor delete any account. */
const closed = ({ access }: EntityPlan, { roles }: Plan) =>
  roles.filter((role) => !access.update.roles.includes(role) && !access.delete.roles.includes(role));

/** A user name that no factory makes, spelled as the rules want it. */
function nameOf({ user }: Plan): string {
  const texts = user.fields.find(({ name }) => name === "username")?.texts ?? [];
  const spelled = texts.length > 0 ? spelling(texts, 150) : undefined;
  return spelled?.places.map((place) => place.at(-1)).join("") ?? "joe";
}
