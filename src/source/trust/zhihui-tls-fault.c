/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-tls-fault.h"

#include <glib/gi18n-lib.h>

#include "zhihui-pin.h"

#define NAMES_MAX 3

static char *
describe_expired (GTlsCertificate *certificate)
{
  g_autoptr (GDateTime) end = g_tls_certificate_get_not_valid_after (certificate);
  g_autofree char *day = end != NULL ? g_date_time_format (end, "%F") : g_strdup ("?");

  return g_strdup_printf (
    _ ("The certificate of the other side expired on %s: its administrator must "
       "renew it, unless the clock of this computer is wrong"),
    day);
}

static char *
describe_not_yet (GTlsCertificate *certificate)
{
  g_autoptr (GDateTime) begin = g_tls_certificate_get_not_valid_before (certificate);
  g_autofree char *day = begin != NULL ? g_date_time_format (begin, "%F") : g_strdup ("?");

  return g_strdup_printf (
    _ ("The certificate of the other side is valid only from %s: set the clock of this computer"),
    day);
}

static char *
describe_other_name (GTlsCertificate *certificate, const char *host)
{
  g_autoptr (GPtrArray) names = g_tls_certificate_get_dns_names (certificate);
  g_autoptr (GPtrArray) addresses = g_tls_certificate_get_ip_addresses (certificate);
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; names != NULL && i < MIN (names->len, NAMES_MAX); i++)
    {
      gsize       length;
      const char *name = g_bytes_get_data (names->pdata[i], &length);

      g_string_append_printf (list, "%s%.*s", list->len > 0 ? ", " : "", (int) length, name);
    }
  for (guint i = 0; addresses != NULL && i < MIN (addresses->len, NAMES_MAX); i++)
    {
      g_autofree char *address = g_inet_address_to_string (addresses->pdata[i]);

      g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", address);
    }

  if (list->len == 0)
    return g_strdup_printf (
      _ ("The certificate of the other side names no address, so not %s either: "
         "its administrator must replace it"),
      host);

  return g_strdup_printf (
    _ ("The certificate is for %s, not for %s: write the address with its name, "
       "or something else answers there"),
    list->str,
    host);
}

/**
 * zhihui_tls_fault_describe:
 * @certificate: of who answers
 * @errors: what GIO finds wrong
 * @host: who should have answered
 *
 * The one that is to be mended first, where there are several.
 *
 * Returns: (transfer full): a sentence
 */
char *
zhihui_tls_fault_describe (GTlsCertificate     *certificate,
                           GTlsCertificateFlags errors,
                           const char          *host)
{
  g_autofree char *pin = NULL;

  if ((errors & G_TLS_CERTIFICATE_UNKNOWN_CA) != 0)
    {
      pin = zhihui_pin_of_certificate (certificate);
      return g_strdup_printf (
        _ ("The certificate of the platform comes from an authority unknown here: name the file of "
           "the authority with --ca-file, or give --pin %s after its administrator has confirmed "
           "it"),
        pin != NULL ? pin : "?");
    }
  if ((errors & G_TLS_CERTIFICATE_REVOKED) != 0)
    return g_strdup (
      _ ("The certificate of the other side has been revoked: ask its administrator"));
  if ((errors & G_TLS_CERTIFICATE_EXPIRED) != 0)
    return describe_expired (certificate);
  if ((errors & G_TLS_CERTIFICATE_NOT_ACTIVATED) != 0)
    return describe_not_yet (certificate);
  if ((errors & G_TLS_CERTIFICATE_BAD_IDENTITY) != 0)
    return describe_other_name (certificate, host);
  if ((errors & G_TLS_CERTIFICATE_INSECURE) != 0)
    return g_strdup (
      _ ("The certificate of the other side is too weak (an old hash or a short key): "
         "its administrator must replace it"));

  return g_strdup (_ ("The certificate of the other side is not trusted"));
}

/**
 * zhihui_tls_fault_judge_pins:
 * @certificate: of who answers
 * @pins: %NULL-terminated
 *
 * A pinned key stands for authority and name; its certificate must be in force all the same.
 *
 * Returns: (transfer full) (nullable): a sentence, or %NULL when it is the pinned one
 */
char *
zhihui_tls_fault_judge_pins (GTlsCertificate *certificate, const char *const *pins)
{
  g_autofree char *pin = zhihui_pin_of_certificate (certificate);
  g_autoptr (GDateTime) begin = g_tls_certificate_get_not_valid_before (certificate);
  g_autoptr (GDateTime) end = g_tls_certificate_get_not_valid_after (certificate);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  if (pin == NULL || !g_strv_contains (pins, pin))
    return g_strdup_printf (
      _ ("The key of the platform is not the pinned one; it is %s now: add it with --pin only when "
         "the administrator confirms it"),
      pin != NULL ? pin : "?");
  if (end == NULL || g_date_time_compare (now, end) > 0)
    return describe_expired (certificate);
  if (begin == NULL || g_date_time_compare (now, begin) < 0)
    return describe_not_yet (certificate);

  return NULL;
}
