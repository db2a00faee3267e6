/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-settings.h"

#include <glib/gi18n-lib.h>

#include "zhihui-map-layer-rules.h"
#include "zhihui-plain-file.h"
#include "zhihui-settings-text.h"

#define CLASSES "classes"
#define MEASURE "measure"
#define TOUR "tour"
#define BY "by"

static const char *const measures[] = {
  [ZHIHUI_MAP_VOLUME_AUTO] = "auto",
  [ZHIHUI_MAP_VOLUME_COUNTS] = "counts",
  [ZHIHUI_MAP_VOLUME_PER_1000] = "per-1000",
};

/**
 * zhihui_map_settings_new:
 *
 * Returns: (transfer full): what holds where nothing is said
 */
ZhihuiMapSettings *
zhihui_map_settings_new (void)
{
  ZhihuiMapSettings *self = g_atomic_rc_box_new0 (ZhihuiMapSettings);

  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    self->rules[board] = zhihui_breaks_rule_get_default (board);
  self->tour = ZHIHUI_BOARD_OVERDUE;
  self->layers = zhihui_map_layer_rules_new ();
  return self;
}

/**
 * zhihui_map_settings_ref:
 *
 * Returns: (transfer full): @self
 */
ZhihuiMapSettings *
zhihui_map_settings_ref (ZhihuiMapSettings *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_settings (gpointer data)
{
  g_ptr_array_unref (((ZhihuiMapSettings *) data)->layers);
}

/**
 * zhihui_map_settings_unref:
 * @self: (transfer full) (nullable)
 */
void
zhihui_map_settings_unref (ZhihuiMapSettings *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_settings);
}

/* A fault of the value of @entry. */
static gboolean
refuse_value (const ZhihuiSettingsText  *text,
              const ZhihuiSettingsEntry *entry,
              const char                *why,
              GError                   **error)
{
  return zhihui_settings_text_refuse (text, entry->line, entry->value_column, error, "%s", why);
}

static gboolean
read_measure (ZhihuiMapSettings   *self,
              ZhihuiSettingsText  *text,
              ZhihuiSettingsGroup *group,
              GError             **error)
{
  const ZhihuiSettingsEntry *entry = zhihui_settings_group_take (group, MEASURE);

  if (entry == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (measures); i++)
    if (g_str_equal (entry->value, measures[i]))
      {
        self->volume = (ZhihuiMapVolume) i;
        return TRUE;
      }
  return refuse_value (
    text, entry, _ ("the volume is measured in “auto”, “counts” or “per-1000”"), error);
}

static gboolean
read_classes (ZhihuiMapSettings   *self,
              ZhihuiSettingsText  *text,
              ZhihuiSettingsGroup *group,
              ZhihuiBoard          board,
              GError             **error)
{
  const ZhihuiSettingsEntry *entry = zhihui_settings_group_take (group, CLASSES);
  ZhihuiMapMeasure           measure = board != ZHIHUI_BOARD_VOLUME ? ZHIHUI_MAP_RATES
                                       : self->volume == ZHIHUI_MAP_VOLUME_PER_1000 ? ZHIHUI_MAP_PER_1000
                                                                                    : ZHIHUI_MAP_COUNTS;
  g_autoptr (GError) why = NULL;

  if (entry == NULL)
    return TRUE;
  if (!zhihui_breaks_rule_parse (entry->value, measure, &self->rules[board], &why))
    return refuse_value (text, entry, why->message, error);
  if (board == ZHIHUI_BOARD_VOLUME && self->volume == ZHIHUI_MAP_VOLUME_AUTO &&
      self->rules[board].manner == ZHIHUI_BREAKS_TARGETS)
    return refuse_value (
      text,
      entry,
      _ ("ends of classes need to know of what they are: say measure=counts or measure=per-1000"),
      error);
  if (measure == ZHIHUI_MAP_RATES && self->rules[board].manner == ZHIHUI_BREAKS_TARGETS &&
      self->rules[board].targets[self->rules[board].n_targets - 1] > 10000)
    return refuse_value (text, entry, _ ("no rate is more than the whole of its cases"), error);
  return TRUE;
}

static gboolean
read_board (ZhihuiMapSettings *self, ZhihuiSettingsText *text, ZhihuiBoard board, GError **error)
{
  ZhihuiSettingsGroup *group =
    zhihui_settings_text_find (text, zhihui_map_board_get_word (board), "");

  if (group == NULL)
    return TRUE;
  group->is_read = TRUE;
  return (board != ZHIHUI_BOARD_VOLUME || read_measure (self, text, group, error)) &&
         read_classes (self, text, group, board, error);
}

static gboolean
read_tour (ZhihuiMapSettings *self, ZhihuiSettingsText *text, GError **error)
{
  ZhihuiSettingsGroup       *group = zhihui_settings_text_find (text, TOUR, "");
  const ZhihuiSettingsEntry *entry;
  g_autoptr (GError) why = NULL;

  if (group == NULL)
    return TRUE;
  group->is_read = TRUE;
  entry = zhihui_settings_group_take (group, BY);
  return entry == NULL || zhihui_map_tour_parse (entry->value, &self->tour, &why) ||
         refuse_value (text, entry, why->message, error);
}

/**
 * zhihui_map_settings_parse:
 * @bytes: of a file of settings
 * @name: of the file, for messages
 * @error: return location
 *
 * Returns: (transfer full): what it says, and where it says nothing what is usual; %NULL with
 * #ZHIHUI_ERROR_INVALID and "name:line:column: reason" when anything in it is wrong
 */
ZhihuiMapSettings *
zhihui_map_settings_parse (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (ZhihuiSettingsText) text = zhihui_settings_text_new (bytes, name, error);
  g_autoptr (ZhihuiMapSettings) self = zhihui_map_settings_new ();

  if (text == NULL)
    return NULL;
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    if (!read_board (self, text, board, error))
      return NULL;
  if (!read_tour (self, text, error) || !zhihui_map_layer_rules_read (self->layers, text, error) ||
      !zhihui_settings_text_check_read (text, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * zhihui_map_settings_load:
 * @path: of a file of settings
 * @error: return location: as of zhihui_map_settings_parse (); %ZHIHUI_ERROR_NOT_FOUND
 *
 * Returns: (transfer full): what it says
 */
ZhihuiMapSettings *
zhihui_map_settings_load (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = zhihui_plain_file_read (path, ZHIHUI_MAP_SETTINGS_MAX_BYTES, error);

  return bytes != NULL ? zhihui_map_settings_parse (bytes, path, error) : NULL;
}

/**
 * zhihui_map_settings_list_layers:
 * @keys: (out) (array length=n_most): those of layers that are shown, borrowed from @self
 * @n_most: how many have room
 *
 * Returns: how many there are: what a source is asked for
 */
guint
zhihui_map_settings_list_layers (const ZhihuiMapSettings *self, const char **keys, guint n_most)
{
  guint n = 0;

  for (guint i = 0; i < self->layers->len && n < n_most; i++)
    {
      const ZhihuiMapLayerRule *rule = self->layers->pdata[i];

      if (!rule->is_hidden)
        keys[n++] = rule->key;
    }
  return n;
}
