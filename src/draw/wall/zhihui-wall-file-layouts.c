/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "zhihui-panel-kinds.h"
#include "zhihui-wall-file-private.h"

/* How a page is laid out: the groups [layout NAME]. */

#define MAX_LAYOUTS 16
#define MAX_U 20000   /* of a canvas */
#define MIN_SIDE_U 64 /* below, there is nothing to lay out */

/* A number and nothing behind it but @end, which may be NULL. */
static gboolean
parse_number (const char *text, double min, double max, double *number, const char **end)
{
  char *stop = NULL;

  if (!g_ascii_isdigit (*text))
    return FALSE;
  *number = g_ascii_strtod (text, &stop);
  if (end != NULL)
    *end = stop;
  return isfinite (*number) && *number >= min && *number <= max && (end != NULL || *stop == '\0');
}

/* @n numbers between blanks. What is not there is a fault unless @numbers may stay as they are. */
static gboolean
read_numbers (ZhihuiWallReading   *self,
              ZhihuiSettingsGroup *group,
              const char          *key,
              double               min,
              double               max,
              guint                n,
              double             **numbers,
              GError             **error)
{
  const ZhihuiSettingsEntry *entry = zhihui_settings_group_take (group, key);
  g_autoptr (GArray) words = NULL;

  if (entry == NULL)
    return zhihui_settings_text_refuse (
      self->text, group->line, 1, error, _ ("the layout lacks '%s'"), key);
  words = zhihui_wall_reading_split (entry);
  if (words->len != n)
    return zhihui_wall_reading_refuse (
      self, entry, 0, error, _ ("'%s' has %u numbers, not %u"), key, n, words->len);
  for (guint i = 0; i < n; i++)
    {
      const ZhihuiWallWord *word = &g_array_index (words, ZhihuiWallWord, i);

      if (!parse_number (word->text, min, max, numbers[i], NULL))
        return zhihui_wall_reading_refuse (self,
                                           entry,
                                           word->column,
                                           error,
                                           _ ("'%s' is no number from %g to %g"),
                                           word->text,
                                           min,
                                           max);
    }
  return TRUE;
}

/* "256", "1fr", or, of a row, "256+". */
static gboolean
parse_track (const char *text, gboolean may_grow, ZhihuiTrack *track)
{
  const char *end;

  if (!parse_number (text, 1, MAX_U, &track->size, &end))
    return FALSE;
  track->is_fr = g_str_equal (end, "fr");
  track->grows = may_grow && g_str_equal (end, "+");
  return track->is_fr || track->grows || *end == '\0';
}

static gboolean
read_track (ZhihuiWallReading         *self,
            const ZhihuiSettingsEntry *entry,
            const ZhihuiWallWord      *word,
            gboolean                   may_grow,
            ZhihuiTrack               *track,
            GError                   **error)
{
  if (parse_track (word->text, may_grow, track))
    return TRUE;
  return zhihui_wall_reading_refuse (self,
                                     entry,
                                     word->column,
                                     error,
                                     may_grow ? _ ("'%s' is no height: say 256, 256+ or 1fr")
                                              : _ ("'%s' is no width: say 548 or 1fr"),
                                     word->text);
}

static gboolean
read_columns (ZhihuiWallReading   *self,
              ZhihuiSettingsGroup *group,
              ZhihuiWallLayout    *layout,
              GError             **error)
{
  const ZhihuiSettingsEntry *entry = zhihui_settings_group_take (group, "columns");
  g_autoptr (GArray) words = NULL;

  if (entry == NULL)
    return zhihui_settings_text_refuse (
      self->text, group->line, 1, error, _ ("the layout lacks '%s'"), "columns");
  words = zhihui_wall_reading_split (entry);
  if (words->len < 1 || words->len > ZHIHUI_MAX_TRACKS)
    return zhihui_wall_reading_refuse (
      self, entry, 0, error, _ ("there are 1 to %d columns"), ZHIHUI_MAX_TRACKS);
  layout->n_columns = words->len;
  for (guint i = 0; i < words->len; i++)
    if (!read_track (self,
                     entry,
                     &g_array_index (words, ZhihuiWallWord, i),
                     FALSE,
                     &layout->columns[i],
                     error))
      return FALSE;
  return TRUE;
}

/* A height, then the name of a panel for each column; "." is nothing. */
static gboolean
read_row (ZhihuiWallReading         *self,
          const ZhihuiSettingsEntry *entry,
          ZhihuiWallLayout          *layout,
          GError                   **error)
{
  g_autoptr (GArray) words = zhihui_wall_reading_split (entry);
  guint row = layout->n_rows;

  if (words->len != layout->n_columns + 1)
    return zhihui_wall_reading_refuse (
      self,
      entry,
      0,
      error,
      _ ("a row has its height and a panel for each of the %u columns, not %u words"),
      layout->n_columns,
      words->len);
  if (!read_track (
        self, entry, &g_array_index (words, ZhihuiWallWord, 0), TRUE, &layout->rows[row], error))
    return FALSE;
  for (guint i = 1; i < words->len; i++)
    {
      const ZhihuiWallWord *word = &g_array_index (words, ZhihuiWallWord, i);
      guint                 number;

      if (g_str_equal (word->text, "."))
        continue;
      if (!zhihui_wall_reading_find_panel (self, word->text, &number))
        return zhihui_wall_reading_refuse (
          self,
          entry,
          word->column,
          error,
          _ ("'%s' is neither a kind of panel nor described in a group [panel %s]"),
          word->text,
          word->text);
      layout->cells[row][i - 1] = (int) number;
    }
  layout->n_rows++;
  return TRUE;
}

static gboolean
read_rows (ZhihuiWallReading   *self,
           ZhihuiSettingsGroup *group,
           ZhihuiWallLayout    *layout,
           GError             **error)
{
  for (guint i = 0; i < ZHIHUI_MAX_TRACKS; i++)
    {
      g_autofree char           *key = g_strdup_printf ("row%u", i + 1);
      const ZhihuiSettingsEntry *entry = zhihui_settings_group_take (group, key);

      if (entry == NULL)
        break;
      if (!read_row (self, entry, layout, error))
        return FALSE;
    }
  if (layout->n_rows == 0)
    return zhihui_settings_text_refuse (
      self->text, group->line, 1, error, _ ("the layout lacks '%s'"), "row1");
  return TRUE;
}

/* The first row in which the panel is not where it began, or lies apart; -1: it is a rectangle. */
static int
find_ragged_row (const ZhihuiWallLayout *layout, int panel)
{
  guint    begun = 0;
  gboolean is_over = FALSE;

  for (guint row = 0; row < layout->n_rows; row++)
    {
      guint columns = 0;

      for (guint i = 0; i < layout->n_columns; i++)
        if (layout->cells[row][i] == panel)
          columns |= 1U << i;
      if (begun == 0)
        {
          const guint lowest = columns & -columns;

          if ((columns & (columns + lowest)) != 0) /* a gap */
            return (int) row;
          begun = columns;
        }
      else if (columns != 0 && (columns != begun || is_over))
        return (int) row;
      is_over = begun != 0 && columns == 0;
    }

  return -1;
}

static gboolean
refuse_area (
  ZhihuiWallReading *self, ZhihuiSettingsGroup *group, int row, guint panel, GError **error)
{
  g_autofree char *key = g_strdup_printf ("row%d", row + 1);

  return zhihui_wall_reading_refuse (
    self,
    zhihui_settings_group_find (group, key),
    0,
    error,
    _ ("the cells of '%s' are no rectangle"),
    g_array_index (self->file->panels, ZhihuiPagePanel, panel).name);
}

/* Each panel is one rectangle, as everywhere where areas have names. */
static gboolean
check_areas (ZhihuiWallReading   *self,
             ZhihuiSettingsGroup *group,
             ZhihuiWallLayout    *layout,
             GError             **error)
{
  for (guint i = 0; i < self->file->panels->len; i++)
    {
      int row = find_ragged_row (layout, (int) i);

      if (row >= 0)
        return refuse_area (self, group, row, i, error);
    }
  return TRUE;
}

/* What goes first on a small canvas. Names that are not in this layout are passed over. */
static gboolean
read_drop (ZhihuiWallReading   *self,
           ZhihuiSettingsGroup *group,
           ZhihuiWallLayout    *layout,
           GError             **error)
{
  const ZhihuiSettingsEntry *entry = zhihui_settings_group_take (group, "drop");
  g_autoptr (GArray) words = NULL;

  if (entry == NULL)
    return TRUE;
  words = zhihui_wall_reading_split (entry);
  if (words->len > ZHIHUI_MAX_TRACKS)
    return zhihui_wall_reading_refuse (
      self, entry, 0, error, _ ("at most %d panels may go"), ZHIHUI_MAX_TRACKS);
  for (guint i = 0; i < words->len; i++)
    {
      const ZhihuiWallWord *word = &g_array_index (words, ZhihuiWallWord, i);
      guint                 number;

      if (!zhihui_wall_reading_find_panel (self, word->text, &number))
        return zhihui_wall_reading_refuse (
          self, entry, word->column, error, _ ("there is no panel '%s'"), word->text);
      layout->dropped[layout->n_dropped++] = (int) number;
    }
  return TRUE;
}

static gboolean
check_sizes (ZhihuiWallReading   *self,
             ZhihuiSettingsGroup *group,
             ZhihuiWallLayout    *layout,
             GError             **error)
{
  if (layout->min_aspect >= layout->max_aspect)
    return zhihui_wall_reading_refuse (self,
                                       zhihui_settings_group_find (group, "aspect"),
                                       0,
                                       error,
                                       _ ("the first shape must be less than the second"));
  if (layout->min_width > layout->design_width || layout->min_height > layout->design_height)
    return zhihui_wall_reading_refuse (self,
                                       zhihui_settings_group_find (group, "least"),
                                       0,
                                       error,
                                       _ ("the least canvas is larger than the one of 'design'"));
  return TRUE;
}

static gboolean
read_sizes (ZhihuiWallReading   *self,
            ZhihuiSettingsGroup *group,
            ZhihuiWallLayout    *layout,
            GError             **error)
{
  double *aspect[] = { &layout->min_aspect, &layout->max_aspect };
  double *design[] = { &layout->design_width, &layout->design_height };
  double *least[] = { &layout->min_width, &layout->min_height };
  double *padding[] = { &layout->top, &layout->right, &layout->bottom, &layout->left };
  double *gap[] = { &layout->row_gap, &layout->column_gap };

  return read_numbers (self, group, "aspect", 0, 1000, 2, aspect, error) &&
         read_numbers (self, group, "design", MIN_SIDE_U, MAX_U, 2, design, error) &&
         read_numbers (self, group, "least", MIN_SIDE_U, MAX_U, 2, least, error) &&
         read_numbers (self, group, "padding", 0, 1000, 4, padding, error) &&
         read_numbers (self, group, "gap", 0, 1000, 2, gap, error) &&
         check_sizes (self, group, layout, error);
}

/* A group [layout NAME]. */
gboolean
zhihui_wall_reading_read_layout (ZhihuiWallReading   *self,
                                 ZhihuiSettingsGroup *group,
                                 GError             **error)
{
  ZhihuiWallLayout *layout = g_new0 (ZhihuiWallLayout, 1);

  layout->name = g_strdup (group->argument);
  memset (layout->cells, 0xff, sizeof layout->cells);
  g_ptr_array_add (self->file->layouts, layout);
  if (self->file->layouts->len > MAX_LAYOUTS)
    return zhihui_settings_text_refuse (
      self->text, group->line, 1, error, _ ("a page has at most %d layouts"), MAX_LAYOUTS);
  return read_sizes (self, group, layout, error) && read_columns (self, group, layout, error) &&
         read_rows (self, group, layout, error) && read_drop (self, group, layout, error) &&
         zhihui_wall_reading_read_switch (self, group, "tall", &layout->tall, error) &&
         check_areas (self, group, layout, error);
}
