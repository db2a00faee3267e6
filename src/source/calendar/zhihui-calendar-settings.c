/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-calendar-settings.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "zhihui-address.h"
#include "zhihui-error.h"
#include "zhihui-join-link.h"
#include "zhihui-meeting.h"

#define COLLECTION "caldav+"
#define INSECURE "http+insecure://"

static const gsize texts[] = {
  G_STRUCT_OFFSET (ZhihuiCalendarSettings, url),
  G_STRUCT_OFFSET (ZhihuiCalendarSettings, user),
  G_STRUCT_OFFSET (ZhihuiCalendarSettings, secret_file),
  G_STRUCT_OFFSET (ZhihuiCalendarSettings, ca_file),
  G_STRUCT_OFFSET (ZhihuiCalendarSettings, mode),
  G_STRUCT_OFFSET (ZhihuiCalendarSettings, kind),
};

/**
 * zhihui_calendar_settings_clear:
 * @self: settings
 */
void
zhihui_calendar_settings_clear (ZhihuiCalendarSettings *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_clear_pointer ((char **) G_STRUCT_MEMBER_P (self, texts[i]), g_free);
  g_clear_pointer (&self->hosts, g_strfreev);
  g_clear_pointer (&self->reader, g_strfreev);
}

/**
 * zhihui_calendar_settings_copy:
 * @self: settings
 * @copy: (out): zero-initialised
 */
void
zhihui_calendar_settings_copy (const ZhihuiCalendarSettings *self, ZhihuiCalendarSettings *copy)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    G_STRUCT_MEMBER (char *, copy, texts[i]) = g_strdup (G_STRUCT_MEMBER (char *, self, texts[i]));
  copy->hosts = g_strdupv (self->hosts);
  copy->reader = g_strdupv (self->reader);
  copy->for_desk = self->for_desk;
}

G_GNUC_PRINTF (2, 3) static gboolean refuse (GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  if (error != NULL)
    *error = g_error_new_valist (ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, format, arguments);
  va_end (arguments);
  return FALSE;
}

static gboolean
check_hosts (char **hosts, GError **error)
{
  for (guint i = 0; hosts != NULL && hosts[i] != NULL; i++)
    if (!zhihui_join_link_is_host (hosts[i]))
      return refuse (
        error, _ ("calendar-hosts are names as meeting.example.cn, not '%s'"), hosts[i]);

  return TRUE;
}

/**
 * zhihui_calendar_settings_check:
 * @self: settings
 * @error: return location
 *
 * Returns: %FALSE with @error set when a calendar cannot be read by them
 */
gboolean
zhihui_calendar_settings_check (const ZhihuiCalendarSettings *self, GError **error)
{
  g_autoptr (ZhihuiCalendarAddress) address = zhihui_calendar_address_parse (self->url, error);

  if (address == NULL)
    return FALSE;

  if (self->mode != NULL && !g_str_equal (self->mode, "add") &&
      !g_str_equal (self->mode, "replace"))
    return refuse (error, _ ("calendar-mode is add or replace, not '%s'"), self->mode);
  if (self->kind != NULL && !zhihui_meeting_kind_is_known (self->kind))
    return refuse (error,
                   _ ("calendar-kind is review, reception, dispatch or inspection, not '%s'"),
                   self->kind);
  if (self->user != NULL && (self->secret_file == NULL || strchr (self->user, ':') != NULL))
    return refuse (
      error, _ ("calendar-user '%s' has no ':', and needs a calendar-secret-file"), self->user);
  return check_hosts (self->hosts, error);
}

/* As the rest of the floor writes it. */
static char *
make_plain (const char *text)
{
  static const struct
  {
    const char *prefix, *plain;
  } schemes[] = { { "webcal://", "https://" }, { "webcals://", "https://" } };

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_ascii_strncasecmp (text, schemes[i].prefix, strlen (schemes[i].prefix)) == 0)
      return g_strconcat (schemes[i].plain, text + strlen (schemes[i].prefix), NULL);

  return g_strdup (text);
}

/* Everything before the path; nothing of what may be secret. */
static char *
make_origin (const char *plain)
{
  const char *mark = strstr (plain, "://");

  return mark != NULL ? g_strndup (plain, (gsize) (mark - plain) + 3 + strcspn (mark + 3, "/?#"))
                      : NULL;
}

/**
 * zhihui_calendar_address_parse:
 * @text: address of a calendar: what is secret in it is in its path or after "?", and is not
 *   repeated in @error
 * @error: return location
 *
 * Plain http is for this machine only, unless it is spelled http+insecure.
 *
 * Returns: (transfer full): the address, or %NULL with @error set
 */
ZhihuiCalendarAddress *
zhihui_calendar_address_parse (const char *text, GError **error)
{
  gboolean         is_collection = g_ascii_strncasecmp (text, COLLECTION, strlen (COLLECTION)) == 0;
  g_autofree char *plain = make_plain (is_collection ? text + strlen (COLLECTION) : text);
  g_autofree char *origin = make_origin (plain);
  g_autofree char *url = g_str_has_prefix (plain, INSECURE)
                           ? g_strconcat ("http://", plain + strlen (INSECURE), NULL)
                           : g_strdup (plain);
  g_autoptr (ZhihuiAddress) address = NULL;
  g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  ZhihuiCalendarAddress *self;

  if (origin == NULL || uri == NULL || g_uri_get_fragment (uri) != NULL)
    {
      g_set_error_literal (
        error,
        ZHIHUI_ERROR,
        ZHIHUI_ERROR_INVALID,
        _ ("The calendar has an address: https://, webcal://, or caldav+https:// of a collection"));
      return NULL;
    }

  address = zhihui_address_parse_foreign (origin, error);
  if (address == NULL)
    return NULL;

  self = g_new0 (ZhihuiCalendarAddress, 1);
  self->url = g_steal_pointer (&url);
  self->origin = g_strdup (address->base);
  self->host = g_strdup (address->name);
  self->is_collection = is_collection;
  return self;
}

/**
 * zhihui_calendar_address_free:
 * @self: (transfer full) (nullable): an address
 */
void
zhihui_calendar_address_free (ZhihuiCalendarAddress *self)
{
  if (self == NULL)
    return;

  g_free (self->url);
  g_free (self->origin);
  g_free (self->host);
  g_free (self);
}
