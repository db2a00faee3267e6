/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-status.h"

#include "zhihui-wire-writer.h"

#include <glib/gi18n-lib.h>

static void write_value (ZhihuiWireWriter *writer, const char *name, GVariant *value);

static void
write_members (ZhihuiWireWriter *writer, const char *name, GVariant *dictionary)
{
  GVariantIter iter;
  const char  *key;
  GVariant    *value;

  zhihui_wire_writer_open_object (writer, name);
  g_variant_iter_init (&iter, dictionary);
  while (g_variant_iter_next (&iter, "{&sv}", &key, &value))
    {
      write_value (writer, key, value);
      g_variant_unref (value);
    }
  zhihui_wire_writer_close_object (writer);
}

static void
write_elements (ZhihuiWireWriter *writer, const char *name, GVariant *list)
{
  zhihui_wire_writer_open_list (writer, name);
  for (gsize i = 0; i < g_variant_n_children (list); i++)
    {
      g_autoptr (GVariant) one = g_variant_get_child_value (list, i);

      write_value (writer, NULL, one);
    }
  zhihui_wire_writer_close_list (writer);
}

static void
write_value (ZhihuiWireWriter *writer, const char *name, GVariant *value)
{
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_VARDICT))
    write_members (writer, name, value);
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_ARRAY))
    write_elements (writer, name, value);
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
    zhihui_wire_writer_boolean (writer, name, g_variant_get_boolean (value));
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_UINT32))
    zhihui_wire_writer_integer (writer, name, g_variant_get_uint32 (value));
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    zhihui_wire_writer_text (writer, name, g_variant_get_string (value, NULL));
  else
    zhihui_wire_writer_null (writer, name);
}

/**
 * zhihui_wall_status_to_json:
 *
 * Returns: (transfer full): an object, on one line
 */
char *
zhihui_wall_status_to_json (GVariant *status)
{
  ZhihuiWireWriter writer;

  zhihui_wire_writer_init (&writer, NULL);
  write_members (&writer, NULL, status);
  return zhihui_wire_writer_finish (&writer);
}

static void
add_screen (GString *text, GVariant *screen)
{
  const char *name = "", *page = "", *title = "", *next = NULL, *interruption = NULL;
  gboolean    is_pinned = FALSE;
  guint32     left_s = 0;

  g_variant_lookup (screen, "name", "&s", &name);
  g_variant_lookup (screen, "page", "&s", &page);
  g_variant_lookup (screen, "title", "&s", &title);
  g_variant_lookup (screen, "pinned", "b", &is_pinned);
  g_variant_lookup (screen, "next", "&s", &next);
  g_variant_lookup (screen, "left_s", "u", &left_s);
  g_variant_lookup (screen, "interruption", "&s", &interruption);

  g_string_append_printf (text, "%s: %s (%s)", name, page, title);
  if (is_pinned)
    g_string_append (text, _ (", pinned"));
  if (interruption != NULL)
    g_string_append_printf (text, _ (", came between: %s"), interruption);
  if (next != NULL)
    g_string_append_printf (text, _ (", next %s in %u s"), next, left_s);
  g_string_append_c (text, '\n');
}

/**
 * zhihui_wall_status_to_text:
 *
 * Returns: (transfer full): lines for a person
 */
char *
zhihui_wall_status_to_text (GVariant *status)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GVariant) screens =
    g_variant_lookup_value (status, "screens", G_VARIANT_TYPE ("aa{sv}"));
  gboolean is_held = FALSE, is_curtained = FALSE;

  g_variant_lookup (status, "held", "b", &is_held);
  g_variant_lookup (status, "curtained", "b", &is_curtained);
  for (gsize i = 0; screens != NULL && i < g_variant_n_children (screens); i++)
    {
      g_autoptr (GVariant) screen = g_variant_get_child_value (screens, i);

      add_screen (text, screen);
    }
  if (is_held)
    g_string_append_printf (text, "%s\n", _ ("held: no page goes by itself"));
  if (is_curtained)
    g_string_append_printf (text, "%s\n", _ ("the curtain is drawn"));

  return g_string_free (text, FALSE);
}
