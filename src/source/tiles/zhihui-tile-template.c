/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-tile-template.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-error.h"

/* The address of the pictures of a map server, with names in braces where it differs from one to
 * the next. */
typedef enum
{
  MARK_Z,
  MARK_X,
  MARK_Y,
  MARK_TMS_Y,   /* row 0 is the southernmost */
  MARK_MINUS_Y, /* the same, as some write it */
  MARK_SUBDOMAIN,
  MARK_KEY,
  N_MARKS,
} Mark;

static const char *const marks[N_MARKS] = { "{z}", "{x}", "{y}", "{tmsy}", "{-y}", "{s}", "{key}" };

static const char *const default_subdomains[] = { "t0", "t1", "t2", "t3", "t4",
                                                  "t5", "t6", "t7", NULL };

/* N_MARKS: none. */
static Mark
find_mark (const char *at)
{
  for (Mark i = 0; i < N_MARKS; i++)
    if (g_str_has_prefix (at, marks[i]))
      return i;

  return N_MARKS;
}

static void
append_mark (GString               *address,
             Mark                   mark,
             const char *const     *subdomains,
             const ZhihuiTilePlace *place,
             const char            *key)
{
  const char *const *hosts = subdomains != NULL ? subdomains : default_subdomains;

  switch (mark)
    {
    case MARK_Z:
      g_string_append_printf (address, "%u", place->z);
      break;
    case MARK_X:
      g_string_append_printf (address, "%u", place->x);
      break;
    case MARK_Y:
      g_string_append_printf (address, "%u", place->y);
      break;
    case MARK_TMS_Y:
    case MARK_MINUS_Y:
      g_string_append_printf (address, "%u", (1u << place->z) - 1 - place->y);
      break;
    case MARK_SUBDOMAIN:
      /* The same picture from the same host, so that caches on the way know it again. */
      g_string_append (address, hosts[(place->x + place->y) % g_strv_length ((char **) hosts)]);
      break;
    case MARK_KEY:
      g_string_append_uri_escaped (address, key, NULL, FALSE);
      break;
    case N_MARKS:
    default:
      g_assert_not_reached ();
    }
}

/**
 * zhihui_tile_template_expand:
 * @text: one that zhihui_tile_template_check () lets pass
 * @subdomains: (nullable): what {s} stands for, not empty; %NULL: t0 … t7
 * @place: of a picture
 * @key: what {key} stands for
 *
 * Returns: (transfer full): the address; with a key in it it is a secret
 */
char *
zhihui_tile_template_expand (const char            *text,
                             const char *const     *subdomains,
                             const ZhihuiTilePlace *place,
                             const char            *key)
{
  GString *address = g_string_sized_new (512); /* does not move, so that no copy of a key is left */

  while (*text != '\0')
    {
      Mark mark = find_mark (text);

      if (mark < N_MARKS)
        {
          append_mark (address, mark, subdomains, place, key);
          text += strlen (marks[mark]);
        }
      else
        g_string_append_c (address, *text++);
    }
  return g_string_free (address, FALSE);
}

/**
 * zhihui_tile_template_needs_key:
 *
 * Returns: whether there is a {key} in it
 */
gboolean
zhihui_tile_template_needs_key (const char *text)
{
  return strstr (text, marks[MARK_KEY]) != NULL;
}

static gboolean
refuse (GError **error, const char *why)
{
  g_set_error_literal (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, why);
  return FALSE;
}

static gboolean
check_marks (const char *text, GError **error)
{
  guint seen = 0;

  for (const char *at = text; *at != '\0'; at++)
    {
      Mark mark = find_mark (at);

      if (mark < N_MARKS)
        {
          seen |= 1u << mark;
          at += strlen (marks[mark]) - 1;
        }
      else if (*at == '{' || *at == '}')
        return refuse (error,
                       _ ("in braces stand only {z}, {x}, {y}, {tmsy}, {-y}, {s} and {key}"));
    }

  if ((seen & 1u << MARK_Z) == 0 || (seen & 1u << MARK_X) == 0 ||
      (seen & (1u << MARK_Y | 1u << MARK_TMS_Y | 1u << MARK_MINUS_Y)) == 0)
    return refuse (error, _ ("an address of pictures has {z}, {x} and {y} in it"));
  return TRUE;
}

static gboolean
is_this_machine (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return address != NULL ? g_inet_address_get_is_loopback (address)
                         : g_str_equal (host, "localhost");
}

/**
 * zhihui_tile_template_is_local:
 * @text: one that zhihui_tile_template_check () lets pass
 *
 * Returns: whether the pictures come from this machine
 */
gboolean
zhihui_tile_template_is_local (const char *text)
{
  const ZhihuiTilePlace place = { 1, 1, 1 };
  g_autofree char      *address = zhihui_tile_template_expand (text, NULL, &place, "");
  g_autoptr (GUri) uri =
    g_uri_parse (address, G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_ENCODED, NULL);

  return is_this_machine (g_uri_get_host (uri));
}

/**
 * zhihui_tile_template_check:
 * @text: the address of pictures
 * @error: return location, without @text: there may be a key in it
 *
 * Returns: whether it can be one
 */
gboolean
zhihui_tile_template_check (const char *text, GError **error)
{
  static const char     key[] = "zhihui-a-key";
  const ZhihuiTilePlace place = { 1, 1, 1 };
  g_autofree char      *address = NULL;
  g_autoptr (GUri) uri = NULL;
  const char *scheme;

  if (!check_marks (text, error))
    return FALSE;

  address = zhihui_tile_template_expand (text, NULL, &place, key);
  uri = g_uri_parse (address, G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_ENCODED, NULL);
  scheme = uri != NULL ? g_uri_get_scheme (uri) : "";
  if ((!g_str_equal (scheme, "http") && !g_str_equal (scheme, "https")) ||
      g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return refuse (error, _ ("an address of pictures begins with https:// or http://"));
  if (g_uri_get_userinfo (uri) != NULL || strstr (g_uri_get_host (uri), key) != NULL)
    return refuse (error, _ ("no name, password or key stands in the host of an address"));
  if (zhihui_tile_template_needs_key (text) && g_str_equal (scheme, "http") &&
      !is_this_machine (g_uri_get_host (uri)))
    return refuse (error, _ ("a key goes over https:// only: others on the way could read it"));
  return TRUE;
}
