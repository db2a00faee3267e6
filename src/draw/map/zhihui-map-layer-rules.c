/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-layer-rules.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define GROUP "layers"
#define KIND "kind:"
#define OTHERS "*"
#define HIDDEN "none"
#define MAX_RULES 16

static const char *const signs[] = {
  [ZHIHUI_PLACE_STATION] = "station",
  [ZHIHUI_PLACE_WINDOW] = "window",
  [ZHIHUI_PLACE_CAMERA] = "camera",
  [ZHIHUI_PLACE_OTHER] = "other",
};

static void
rule_free (gpointer data)
{
  ZhihuiMapLayerRule *self = data;

  g_free (self->key);
  g_free (self);
}

static void
add_rule (GPtrArray *self, const char *key, ZhihuiPlaceSign sign, gboolean is_hidden)
{
  ZhihuiMapLayerRule *rule = g_new0 (ZhihuiMapLayerRule, 1);

  rule->key = g_strdup (key);
  rule->sign = sign;
  rule->is_hidden = is_hidden;
  g_ptr_array_add (self, rule);
}

/**
 * zhihui_map_layer_rules_new:
 *
 * Returns: (transfer full) (element-type ZhihuiMapLayerRule): as usual: stations, windows and
 * cameras, each by its sign
 */
GPtrArray *
zhihui_map_layer_rules_new (void)
{
  GPtrArray *self = g_ptr_array_new_with_free_func (rule_free);

  for (guint i = 0; i < ZHIHUI_PLACE_OTHER; i++)
    {
      g_autofree char *key = g_strconcat (KIND, signs[i], NULL);

      add_rule (self, key, (ZhihuiPlaceSign) i, FALSE);
    }
  return self;
}

static gboolean
read_rule (GPtrArray *self, const char *key, const char *word)
{
  if (g_str_equal (word, HIDDEN))
    {
      add_rule (self, key, ZHIHUI_PLACE_OTHER, TRUE);
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_equal (word, signs[i]))
      {
        add_rule (self, key, (ZhihuiPlaceSign) i, FALSE);
        return TRUE;
      }
  return FALSE;
}

/**
 * zhihui_map_layer_rules_read:
 * @self: (element-type ZhihuiMapLayerRule): replaced when the group is there
 * @text: settings
 * @error: return location
 *
 * Returns: %FALSE with INVALID and the place of the fault
 */
gboolean
zhihui_map_layer_rules_read (GPtrArray *self, ZhihuiSettingsText *text, GError **error)
{
  ZhihuiSettingsGroup *group = zhihui_settings_text_find (text, GROUP, "");

  if (group == NULL)
    return TRUE;
  group->is_read = TRUE;
  g_ptr_array_set_size (self, 0);
  for (guint i = 0; i < group->entries->len; i++)
    {
      ZhihuiSettingsEntry *entry = group->entries->pdata[i];

      entry->is_read = TRUE;
      if (i >= MAX_RULES)
        return zhihui_settings_text_refuse (
          text, entry->line, entry->key_column, error, _ ("more than %d lines"), MAX_RULES);
      if (!read_rule (self, entry->key, entry->value))
        return zhihui_settings_text_refuse (
          text,
          entry->line,
          entry->value_column,
          error,
          "%s",
          _ ("a layer has the sign “station”, “window”, “camera”, “other”, or “none”"));
    }
  return TRUE;
}

static gboolean
is_about (const ZhihuiMapLayerRule *rule, const ZhihuiPlaceLayer *layer, guint pass)
{
  switch (pass)
    {
    case 0:
      return g_str_equal (rule->key, layer->id);
    case 1:
      return g_str_has_prefix (rule->key, KIND) &&
             g_str_equal (rule->key + strlen (KIND), layer->kind);
    default:
      return g_str_equal (rule->key, OTHERS);
    }
}

/**
 * zhihui_map_layer_rules_find:
 * @self: (element-type ZhihuiMapLayerRule): rules
 * @layer: a layer
 * @sign: (out): how it is shown
 *
 * What names the layer counts first, then what names its kind, then what is for all others.
 *
 * Returns: whether it is shown
 */
gboolean
zhihui_map_layer_rules_find (const GPtrArray        *self,
                             const ZhihuiPlaceLayer *layer,
                             ZhihuiPlaceSign        *sign)
{
  for (guint pass = 0; pass < 3; pass++)
    for (guint i = 0; i < self->len; i++)
      {
        const ZhihuiMapLayerRule *rule = self->pdata[i];

        if (!is_about (rule, layer, pass))
          continue;
        *sign = rule->sign;
        return !rule->is_hidden;
      }
  return FALSE;
}
