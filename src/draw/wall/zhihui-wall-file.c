/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-file.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-panel-kinds.h"
#include "zhihui-plain-file.h"
#include "zhihui-wall-file-private.h"

#define MAX_TITLE 60      /* characters */
#define MAX_DWELL_S 86400 /* a day */
#define DWELL_S 40
#define ORDER 1000 /* after the pages that are shipped */

static void
clear_file (gpointer data)
{
  ZhihuiWallFile *self = data;

  g_free (self->name);
  g_free (self->title);
  g_array_unref (self->needs);
  g_array_unref (self->panels);
  g_ptr_array_unref (self->layouts);
}

static ZhihuiWallFile *
file_new (const char *name)
{
  ZhihuiWallFile  *self = g_atomic_rc_box_new0 (ZhihuiWallFile);
  g_autofree char *base = g_path_get_basename (name);

  if (g_str_has_suffix (base, ZHIHUI_WALL_SUFFIX) && strlen (base) > strlen (ZHIHUI_WALL_SUFFIX))
    base[strlen (base) - strlen (ZHIHUI_WALL_SUFFIX)] = '\0';
  self->name = g_utf8_make_valid (base, -1);
  self->dwell_s = DWELL_S;
  self->order = ORDER;
  self->needs = g_array_new (FALSE, FALSE, sizeof (guint));
  self->panels = g_array_new (FALSE, TRUE, sizeof (ZhihuiPagePanel));
  self->layouts = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_wall_layout_free);
  return self;
}

/**
 * zhihui_wall_file_ref:
 *
 * Returns: (transfer full): @self
 */
ZhihuiWallFile *
zhihui_wall_file_ref (ZhihuiWallFile *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * zhihui_wall_file_unref:
 * @self: (transfer full) (nullable)
 */
void
zhihui_wall_file_unref (ZhihuiWallFile *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_file);
}

/* ---- what the parts of the reader have in common ---- */

static void
clear_word (gpointer data)
{
  g_free (((ZhihuiWallWord *) data)->text);
}

/* (element-type ZhihuiWallWord), (transfer full): what stands between blanks. */
GArray *
zhihui_wall_reading_split (const ZhihuiSettingsEntry *entry)
{
  GArray     *words = g_array_new (FALSE, FALSE, sizeof (ZhihuiWallWord));
  const char *at = entry->value;

  g_array_set_clear_func (words, clear_word);
  while (*(at += strspn (at, " \t")) != '\0')
    {
      gsize                length = strcspn (at, " \t");
      const ZhihuiWallWord word = { .text = g_strndup (at, length),
                                    .column = entry->value_column +
                                              (guint) g_utf8_pointer_to_offset (entry->value, at) };

      g_array_append_val (words, word);
      at += length;
    }
  return words;
}

/* A fault of the value of @entry, or of a word of it: @column; 0: of all of it. Returns FALSE. */
gboolean
zhihui_wall_reading_refuse (ZhihuiWallReading         *self,
                            const ZhihuiSettingsEntry *entry,
                            guint                      column,
                            GError                   **error,
                            const char                *format,
                            ...)
{
  g_autofree char *reason = NULL;
  va_list          arguments;

  va_start (arguments, format);
  reason = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return zhihui_settings_text_refuse (
    self->text, entry->line, column != 0 ? column : entry->value_column, error, "%s", reason);
}

/* Of title and title[LANGUAGE] the one that the language of the wall wants most; @title stays when
 * there is none. Interned. */
gboolean
zhihui_wall_reading_read_title (ZhihuiWallReading   *self,
                                ZhihuiSettingsGroup *group,
                                const char         **title,
                                GError             **error)
{
  const ZhihuiSettingsEntry *best = zhihui_settings_group_take_local (group, "title");

  for (guint i = 0; i < group->entries->len; i++)
    {
      const ZhihuiSettingsEntry *entry = group->entries->pdata[i];

      if (zhihui_settings_entry_is_local (entry, "title") &&
          (*entry->value == '\0' || g_utf8_strlen (entry->value, -1) > MAX_TITLE))
        return zhihui_wall_reading_refuse (
          self, entry, 0, error, _ ("a title has 1 to %d characters"), MAX_TITLE);
    }
  if (best != NULL)
    *title = g_intern_string (best->value);
  return TRUE;
}

/* A whole number from 1 to @max; @count stays when the key is not there. */
gboolean
zhihui_wall_reading_read_count (ZhihuiWallReading   *self,
                                ZhihuiSettingsGroup *group,
                                const char          *key,
                                guint                max,
                                guint               *count,
                                GError             **error)
{
  const ZhihuiSettingsEntry *entry = zhihui_settings_group_take (group, key);
  guint64                    number;

  if (entry == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (entry->value, 10, 1, max, &number, NULL))
    return zhihui_wall_reading_refuse (
      self, entry, 0, error, _ ("'%s' is no number from 1 to %u"), entry->value, max);
  *count = (guint) number;
  return TRUE;
}

/* "yes" or "no"; @on stays when the key is not there. */
gboolean
zhihui_wall_reading_read_switch (ZhihuiWallReading   *self,
                                 ZhihuiSettingsGroup *group,
                                 const char          *key,
                                 gboolean            *on,
                                 GError             **error)
{
  const ZhihuiSettingsEntry *entry = zhihui_settings_group_take (group, key);

  if (entry == NULL)
    return TRUE;
  *on = g_str_equal (entry->value, "yes");
  if (*on || g_str_equal (entry->value, "no"))
    return TRUE;
  return zhihui_wall_reading_refuse (
    self, entry, 0, error, _ ("'%s' is neither yes nor no"), entry->value);
}

/* ---- the file ---- */

static gboolean
read_page (ZhihuiWallReading *self, GError **error)
{
  ZhihuiSettingsGroup *group = zhihui_settings_text_find (self->text, "page", "");
  const char          *title = self->file->name;
  guint                order = ORDER;

  if (group != NULL)
    {
      group->is_read = TRUE;
      if (!zhihui_wall_reading_read_title (self, group, &title, error) ||
          !zhihui_wall_reading_read_count (self, group, "order", 100000, &order, error) ||
          !zhihui_wall_reading_read_count (
            self, group, "dwell", MAX_DWELL_S, &self->file->dwell_s, error))
        return FALSE;
    }
  self->file->title = g_strdup (title);
  self->file->order = (int) order;
  return TRUE;
}

static gboolean
read_groups (ZhihuiWallReading *self,
             const char        *name,
             gboolean (*read) (ZhihuiWallReading *, ZhihuiSettingsGroup *, GError **),
             GError **error)
{
  for (guint i = 0; i < self->text->groups->len; i++)
    {
      ZhihuiSettingsGroup *group = self->text->groups->pdata[i];

      if (!g_str_equal (group->name, name))
        continue;
      group->is_read = TRUE;
      if (!read (self, group, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_somewhere (ZhihuiWallFile *file, guint number)
{
  for (guint i = 0; i < file->layouts->len; i++)
    if (zhihui_wall_layout_has_panel (file->layouts->pdata[i], number))
      return TRUE;
  return FALSE;
}

/* A panel that is described but stands nowhere is most likely misspelt. */
static gboolean
check_panels (ZhihuiWallReading *self, GError **error)
{
  for (guint i = 0; i < self->file->panels->len; i++)
    {
      const char          *name = g_array_index (self->file->panels, ZhihuiPagePanel, i).name;
      ZhihuiSettingsGroup *group = zhihui_settings_text_find (self->text, "panel", name);

      if (!is_somewhere (self->file, i) && group != NULL)
        return zhihui_settings_text_refuse (
          self->text, group->line, 1, error, _ ("the panel '%s' stands in no layout"), name);
    }
  return TRUE;
}

/* Panels without which the page has nothing to say: names between blanks. */
static gboolean
read_needs (ZhihuiWallReading *self, GError **error)
{
  ZhihuiSettingsGroup       *group = zhihui_settings_text_find (self->text, "page", "");
  const ZhihuiSettingsEntry *entry =
    group != NULL ? zhihui_settings_group_take (group, "needs") : NULL;
  g_autoptr (GArray) words = entry != NULL ? zhihui_wall_reading_split (entry) : NULL;

  for (guint i = 0; words != NULL && i < words->len; i++)
    {
      const ZhihuiWallWord *word = &g_array_index (words, ZhihuiWallWord, i);
      guint                 number;

      if (!zhihui_wall_reading_find_panel (self, word->text, &number) ||
          !is_somewhere (self->file, number))
        return zhihui_wall_reading_refuse (
          self, entry, word->column, error, _ ("the page has no panel '%s'"), word->text);
      g_array_append_val (self->file->needs, number);
    }
  return TRUE;
}

static gboolean
read_all (ZhihuiWallReading *self, GError **error)
{
  if (!read_page (self, error) ||
      !read_groups (self, "panel", zhihui_wall_reading_read_panel, error) ||
      !read_groups (self, "layout", zhihui_wall_reading_read_layout, error) ||
      !read_needs (self, error) || !zhihui_settings_text_check_read (self->text, error))
    return FALSE;
  if (self->file->layouts->len == 0)
    return zhihui_settings_text_refuse (self->text, 1, 1, error, _ ("there is no [layout …]"));
  zhihui_wall_reading_tell_apart (self);
  return check_panels (self, error);
}

/**
 * zhihui_wall_file_parse:
 * @bytes: of a file of a page
 * @name: of the file: for messages; without folder and ".wall" it is the name of the page
 * @error: return location
 *
 * Titles are taken in the language of the wall as it is set now.
 *
 * Returns: (transfer full): the page, or %NULL with #ZHIHUI_ERROR_INVALID and
 * "name:line:column: reason" when anything in it is wrong
 */
ZhihuiWallFile *
zhihui_wall_file_parse (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (ZhihuiSettingsText) text = NULL;
  g_autoptr (ZhihuiWallFile) file = NULL;
  ZhihuiWallReading reading;

  g_return_val_if_fail (bytes != NULL && name != NULL, NULL);

  text = zhihui_settings_text_new (bytes, name, error);
  if (text == NULL)
    return NULL;
  file = file_new (name);
  reading = (ZhihuiWallReading){ text, file };
  return read_all (&reading, error) ? g_steal_pointer (&file) : NULL;
}

/**
 * zhihui_wall_file_load:
 * @path: of a file of a page
 * @error: return location: as of zhihui_wall_file_parse (), and when it cannot be read
 *
 * Returns: (transfer full): the page
 */
ZhihuiWallFile *
zhihui_wall_file_load (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = zhihui_plain_file_read (path, ZHIHUI_SETTINGS_MAX_BYTES, error);

  return bytes != NULL ? zhihui_wall_file_parse (bytes, path, error) : NULL;
}

const char *
zhihui_wall_file_get_name (ZhihuiWallFile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->name;
}

/**
 * zhihui_wall_file_get_title:
 *
 * Returns: (transfer none): what the page is called in its head
 */
const char *
zhihui_wall_file_get_title (ZhihuiWallFile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->title;
}

/**
 * zhihui_wall_file_get_dwell_s:
 *
 * Returns: seconds it is shown where pages take turns
 */
guint
zhihui_wall_file_get_dwell_s (ZhihuiWallFile *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->dwell_s;
}

int
zhihui_wall_file_get_order (ZhihuiWallFile *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->order;
}

/**
 * zhihui_wall_file_is_offered:
 * @situation: (nullable): what is known; NULL nothing yet
 *
 * Returns: whether the page has something to say: always, but for one that needs what a platform
 * may not have; such a one when that is known to be there
 */
gboolean
zhihui_wall_file_is_offered (ZhihuiWallFile *self, ZhihuiSituation *situation)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->needs->len; i++)
    {
      const ZhihuiPagePanel *panel =
        &g_array_index (self->panels, ZhihuiPagePanel, g_array_index (self->needs, guint, i));

      if (!zhihui_panel_kind_is_offered (panel->panel, &panel->options, situation))
        return FALSE;
    }
  return TRUE;
}

/**
 * zhihui_wall_file_get_panels:
 * @n_panels: (out)
 *
 * Returns: (transfer none) (array length=n_panels): its panels; the index is their number
 */
const ZhihuiPagePanel *
zhihui_wall_file_get_panels (ZhihuiWallFile *self, guint *n_panels)
{
  g_return_val_if_fail (self != NULL && n_panels != NULL, NULL);

  *n_panels = self->panels->len;
  return (const ZhihuiPagePanel *) self->panels->data;
}

/**
 * zhihui_wall_file_get_layouts:
 *
 * Returns: (transfer none) (element-type ZhihuiWallLayout): never empty
 */
GPtrArray *
zhihui_wall_file_get_layouts (ZhihuiWallFile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->layouts;
}
