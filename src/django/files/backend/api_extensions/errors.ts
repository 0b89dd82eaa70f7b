/** The part of api_extensions.py that turns exceptions into answers: always an object, never a 500 for bad input. */
import { py } from "../../../python.ts";

/** `kept` where rules keep rows from being deleted. */
export const errors = (kept: boolean) => py`
  class Conflict(APIException):
      status_code = status.HTTP_409_CONFLICT
      default_detail = "The change conflicts with other data."
      default_code = "conflict"


  class TooLarge(APIException):
      status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
      default_detail = "The request is too large."
      default_code = "too_large"


  # Two transactions that wait for each other: PostgreSQL ends one of them.
  CROSSED = {"40001", "40P01"}


  def exception_handler(exc, context):
      """Turn database and model errors into 4xx answers."""
      response = drf_exception_handler(as_api_exception(exc), context)
      if response is not None:
          errors = {"detail": response.data} if isinstance(response.data, list) else response.data
          response.data = sendable(errors)
      return response


  def sendable(errors):
      """Messages may repeat what was sent, and half a character cannot be sent back."""
      if isinstance(errors, dict):
          return {name: sendable(error) for name, error in errors.items()}
      if isinstance(errors, list):
          return [sendable(error) for error in errors]
      return str(errors).encode(errors="replace").decode()


  def as_api_exception(exc):
      """What the client can do something about, in REST framework's terms."""
      if isinstance(exc, DjangoValidationError):
          return serializers.ValidationError(serializers.as_serializer_error(exc))
      ${kept && KEPT}
      if isinstance(exc, ProtectedError | RestrictedError):
          return Conflict("Other objects still refer to this one.")
      if isinstance(exc, IntegrityError):
          return Conflict()
      if isinstance(exc, OperationalError) and getattr(exc.__cause__, "sqlstate", "") in CROSSED:
          return Conflict("Somebody else is changing the same rows. Try again.")
      if isinstance(exc, RequestDataTooBig):
          return TooLarge()
      if isinstance(exc, RecursionError):
          return serializers.ValidationError({"detail": "The request is nested too deeply."})
      if isinstance(exc, DataError | OverflowError | decimal.InvalidOperation):
          return serializers.ValidationError({"detail": "A value is out of range."})
      return exc
`;

const KEPT = py`
  if isinstance(exc, KeptError):
      return Conflict(exc.args[0])
`;
