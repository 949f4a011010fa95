"""What the desk keeps of its own: colleagues who sign in, and the trace of what they did. Nothing of citizens stands here."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from bot.channels.desk.rights import Act, Organisation, Role, may


class Colleagues(BaseUserManager):
    """Finds a colleague by e-mail address, large or small letters."""

    def get_by_natural_key(self, username: str | None) -> Colleague:
        """The colleague of an address. Raises DoesNotExist."""
        found: Colleague = self.get(email__iexact=username or "")
        return found


class Colleague(AbstractBaseUser):
    """Someone who works at the desk. Who leaves is made inactive: the trace keeps its names."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=60)
    role = models.CharField(max_length=20, default=Role.STAFF)
    organisation = models.CharField(max_length=20, default=Organisation.HOME)
    is_active = models.BooleanField(default=True)
    must_change = models.BooleanField(default=False)
    """Whether the password was made by somebody else: the first thing is another one."""
    away = models.BooleanField(default=False)
    """Whether they said to be away for a while; as it is now, without a time."""
    epoch = models.PositiveIntegerField(default=0)
    """Counts signing out everywhere: sessions of an earlier epoch no longer hold."""

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ("name",)
    objects = Colleagues()

    def may(self, act: Act) -> bool:
        """Whether this colleague may do this."""
        return bool(self.is_active) and may(self.role, self.organisation, act)

    def get_session_auth_hash(self) -> str:
        """Changes with the password and with signing out everywhere."""
        return f"{super().get_session_auth_hash()}-{self.epoch}"


class Deed(models.Model):
    """One act of a colleague: what and on which object, never what a citizen said. No figures per colleague are made of it."""

    at = models.DateTimeField(db_index=True)
    who = models.ForeignKey(Colleague, null=True, on_delete=models.SET_NULL)
    act = models.CharField(max_length=40)
    object = models.CharField(max_length=60, blank=True)
    """The id of an appointment, request or closure; empty for a page."""
    before = models.CharField(max_length=200, blank=True)
    """What an undo needs: states and moments as they were; emptied when it was taken back."""
    reason = models.CharField(max_length=120, blank=True)
    """Why a rule was overruled, in the colleague's own words; nothing about a person."""

    class Meta:
        """The newest first."""

        ordering = ("-at", "-id")
