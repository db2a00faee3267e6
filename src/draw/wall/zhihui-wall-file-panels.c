/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-map-metric.h"
#include "zhihui-panel-kinds.h"
#include "zhihui-period.h"
#include "zhihui-trend-step.h"
#include "zhihui-wall-file-private.h"

/* What a page says of its panels: the groups [panel NAME]. */

#define MAX_PANELS 64
#define MAX_TOP 200
#define MAX_WORD 64 /* bytes of a name */

/* Any instant: whether a text is a period does not depend on now. */
#define SOME_INSTANT G_GINT64_CONSTANT (1785305112)

static gboolean
is_word (const char *text)
{
  gsize length = strlen (text);

  if (length == 0 || length > MAX_WORD || g_str_equal (text, "."))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (g_ascii_iscntrl (text[i]) || g_ascii_isspace (text[i]))
      return FALSE;
  return TRUE;
}

/* The kinds there are, for who misspelt one. Owned. */
static char *
list_kinds (void)
{
  GString *list = g_string_new (NULL);

  for (ZhihuiPanel panel = 0; panel < ZHIHUI_N_PANELS; panel++)
    g_string_append_printf (
      list, "%s%s", panel > 0 ? ", " : "", zhihui_panel_kind_get (panel)->name);
  return g_string_free (list, FALSE);
}

static gboolean
read_kind (ZhihuiWallReading *self, ZhihuiSettingsGroup *group, ZhihuiPanel *panel, GError **error)
{
  const ZhihuiSettingsEntry *entry = zhihui_settings_group_take (group, "kind");
  const char                *name = entry != NULL ? entry->value : group->argument;
  g_autofree char           *kinds = NULL;

  if (zhihui_panel_kind_find (name, panel))
    return TRUE;
  kinds = list_kinds ();
  return zhihui_settings_text_refuse (self->text,
                                      entry != NULL ? entry->line : group->line,
                                      entry != NULL ? entry->value_column : 1,
                                      error,
                                      _ ("there is no kind of panel '%s'; there are: %s"),
                                      name,
                                      kinds);
}

static gboolean
read_metric (ZhihuiWallReading   *self,
             ZhihuiSettingsGroup *group,
             ZhihuiPanelOptions  *options,
             GError             **error)
{
  const ZhihuiSettingsEntry *entry = zhihui_settings_group_take (group, "metric");
  g_autoptr (GError) why = NULL;

  if (entry == NULL || zhihui_map_board_parse (entry->value, &options->metric, &why))
    return TRUE;
  return zhihui_wall_reading_refuse (self, entry, 0, error, "%s", why->message);
}

static gboolean
is_period (const char *text, GError **error)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new ("UTC", NULL);
  g_autoptr (ZhihuiPeriod) period = zhihui_period_parse (text, SOME_INSTANT, zone, error);

  return period != NULL;
}

/* Over what a board is counted; of a trend the step. */
static gboolean
read_period (ZhihuiWallReading   *self,
             ZhihuiSettingsGroup *group,
             ZhihuiPanel          panel,
             ZhihuiPanelOptions  *options,
             GError             **error)
{
  const ZhihuiSettingsEntry *entry = zhihui_settings_group_take (group, "period");
  ZhihuiTrendStep            step;
  g_autoptr (GError) why = NULL;

  if (entry == NULL)
    return TRUE;
  if (zhihui_panel_kind_get (panel)->follows == ZHIHUI_FOLLOWS_TREND)
    {
      if (!zhihui_trend_step_parse (entry->value, &step))
        return zhihui_wall_reading_refuse (
          self, entry, 0, error, _ ("the step of a trend is “day”, “week” or “month”"));
    }
  else if (!is_period (entry->value, &why))
    return zhihui_wall_reading_refuse (self, entry, 0, error, "%s", why->message);
  options->period = g_intern_string (entry->value);
  return TRUE;
}

static gboolean
read_order (ZhihuiWallReading   *self,
            ZhihuiSettingsGroup *group,
            ZhihuiPanelOptions  *options,
            GError             **error)
{
  const ZhihuiSettingsEntry *entry = zhihui_settings_group_take (group, "order");

  if (entry == NULL)
    return TRUE;
  if (g_str_equal (entry->value, "raw"))
    options->order = ZHIHUI_ORDER_RAW;
  else if (g_str_equal (entry->value, "shrunk"))
    options->order = ZHIHUI_ORDER_SHRUNK;
  else
    return zhihui_wall_reading_refuse (self, entry, 0, error, _ ("the order is “raw” or “shrunk”"));
  return TRUE;
}

/* The name of a peer group, of a layer. */
static gboolean
read_word (ZhihuiWallReading   *self,
           ZhihuiSettingsGroup *group,
           const char          *key,
           const char         **word,
           GError             **error)
{
  const ZhihuiSettingsEntry *entry = zhihui_settings_group_take (group, key);

  if (entry == NULL)
    return TRUE;
  if (!is_word (entry->value))
    return zhihui_wall_reading_refuse (self, entry, 0, error, _ ("not one word"));
  *word = g_intern_string (entry->value);
  return TRUE;
}

static gboolean
read_options (ZhihuiWallReading   *self,
              ZhihuiSettingsGroup *group,
              ZhihuiPanel          panel,
              ZhihuiPanelOptions  *options,
              GError             **error)
{
  return read_metric (self, group, options, error) &&
         read_word (self, group, "peer", &options->peer, error) &&
         zhihui_wall_reading_read_count (self, group, "top", MAX_TOP, &options->top, error) &&
         read_period (self, group, panel, options, error) &&
         read_order (self, group, options, error) &&
         read_word (self, group, "layer", &options->layer, error) &&
         zhihui_wall_reading_read_switch (self, group, "tabs", &options->tabs, error) &&
         zhihui_wall_reading_read_title (self, group, &options->title, error);
}

/* What the kind does not know is a fault, not a wish. */
static gboolean
check_options (ZhihuiWallReading   *self,
               ZhihuiSettingsGroup *group,
               ZhihuiPanel          panel,
               GError             **error)
{
  static const struct
  {
    const char       *key;
    ZhihuiPanelOption option;
  } keys[] = {
    { "metric", ZHIHUI_OPTION_METRIC }, { "peer", ZHIHUI_OPTION_PEER },
    { "top", ZHIHUI_OPTION_TOP },       { "period", ZHIHUI_OPTION_PERIOD },
    { "order", ZHIHUI_OPTION_ORDER },   { "layer", ZHIHUI_OPTION_LAYER },
    { "title", ZHIHUI_OPTION_TITLE },   { "tabs", ZHIHUI_OPTION_TABS },
  };
  const ZhihuiPanelKind *kind = zhihui_panel_kind_get (panel);

  for (guint i = 0; i < group->entries->len; i++)
    {
      const ZhihuiSettingsEntry *entry = group->entries->pdata[i];

      for (gsize j = 0; j < G_N_ELEMENTS (keys); j++)
        if (g_str_has_prefix (entry->key, keys[j].key) && (kind->options & keys[j].option) == 0)
          return zhihui_settings_text_refuse (self->text,
                                              entry->line,
                                              entry->key_column,
                                              error,
                                              _ ("a panel of the kind '%s' has no '%s'"),
                                              kind->name,
                                              keys[j].key);
    }
  return TRUE;
}

static guint
add_panel (ZhihuiWallFile *file, const char *name, ZhihuiPanel panel)
{
  const ZhihuiPagePanel one = { .name = g_intern_string (name),
                                .panel = panel,
                                .options = { .metric = zhihui_panel_kind_get (panel)->metric } };

  g_array_append_val (file->panels, one);
  return file->panels->len - 1;
}

/* A group [panel NAME]. */
gboolean
zhihui_wall_reading_read_panel (ZhihuiWallReading *self, ZhihuiSettingsGroup *group, GError **error)
{
  ZhihuiPanel panel;
  guint       number;

  if (!is_word (group->argument) || self->file->panels->len >= MAX_PANELS)
    return zhihui_settings_text_refuse (
      self->text,
      group->line,
      1,
      error,
      _ ("a panel has a name of one word, [panel NAME], and a page at most %d panels"),
      MAX_PANELS);
  if (!read_kind (self, group, &panel, error) || !check_options (self, group, panel, error))
    return FALSE;
  number = add_panel (self->file, group->argument, panel);
  return read_options (self,
                       group,
                       panel,
                       &g_array_index (self->file->panels, ZhihuiPagePanel, number).options,
                       error);
}

/* Over what a board is counted, said or not. NULL: nothing is said, and it is no board. */
static const char *
get_period (const ZhihuiPagePanel *self)
{
  ZhihuiBoard board = zhihui_panel_kind_get_board (self->panel, &self->options);

  return self->options.period != NULL || board == ZHIHUI_N_BOARDS
           ? self->options.period
           : zhihui_board_get_default_period (board);
}

/* In what two boards of one kind differ. */
static ZhihuiApart
compare_boards (const ZhihuiPagePanel *a, const ZhihuiPagePanel *b)
{
  ZhihuiApart apart = 0;

  if (a->options.peer != b->options.peer)
    apart |= ZHIHUI_APART_BY_PEER;
  if (a->options.period != b->options.period && g_strcmp0 (get_period (a), get_period (b)) != 0)
    apart |= ZHIHUI_APART_BY_PERIOD;
  if (a->options.order != b->options.order)
    apart |= ZHIHUI_APART_BY_ORDER;
  return apart;
}

/* Boards of one kind say in what they differ. */
void
zhihui_wall_reading_tell_apart (ZhihuiWallReading *self)
{
  ZhihuiPagePanel *panels = (ZhihuiPagePanel *) (gpointer) self->file->panels->data;

  for (guint i = 0; i < self->file->panels->len; i++)
    for (guint j = 0; j < self->file->panels->len; j++)
      if (panels[i].panel == panels[j].panel)
        panels[i].options.apart |= compare_boards (&panels[i], &panels[j]);
}

/* The panel of that name: described, or the name of a kind. FALSE when it is neither. */
gboolean
zhihui_wall_reading_find_panel (ZhihuiWallReading *self, const char *name, guint *number)
{
  ZhihuiPanel panel;

  for (guint i = 0; i < self->file->panels->len; i++)
    if (g_str_equal (g_array_index (self->file->panels, ZhihuiPagePanel, i).name, name))
      {
        *number = i;
        return TRUE;
      }
  if (self->file->panels->len >= MAX_PANELS || !zhihui_panel_kind_find (name, &panel))
    return FALSE;
  *number = add_panel (self->file, name, panel);
  return TRUE;
}
