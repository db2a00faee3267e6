/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-status.h"

#include "zhihui-wall-words.h"
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
add_screen (GString *text, const ZhihuiWallScreen *screen)
{
  g_string_append_printf (text, "%s: %s (%s)", screen->name, screen->page, screen->title);
  if (screen->is_pinned)
    g_string_append (text, _ (", pinned"));
  if (screen->interruption != NULL)
    g_string_append_printf (text, _ (", came between: %s"), screen->interruption);
  if (screen->next != NULL)
    g_string_append_printf (text, _ (", next %s in %u s"), screen->next, screen->left_s);
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
  gboolean is_held = FALSE, is_curtained = FALSE;

  g_variant_lookup (status, "held", "b", &is_held);
  g_variant_lookup (status, "curtained", "b", &is_curtained);
  for (guint i = 0; i < zhihui_wall_status_count_screens (status); i++)
    {
      ZhihuiWallScreen screen;

      zhihui_wall_status_read_screen (status, i, &screen);
      add_screen (text, &screen);
    }
  if (is_held)
    g_string_append_printf (text, "%s\n", _ ("held: no page goes by itself"));
  if (is_curtained)
    g_string_append_printf (text, "%s\n", _ ("the curtain is drawn"));

  return g_string_free (text, FALSE);
}
