/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <string.h>

#include "zhihui-scenario.h"
#include "zhihui-store-clock.h"

/* [clocks] TYPE/CHANNEL/CLOCK=LIMIT[;signed], "*" for all types or channels; [duty] hours=FROM-TO;…
 * and units=ID;… The files are part of the program: a fault in them is ours, and a test reads them
 * all. */

static guint16
find_key (ZhihuiScenario *self, const char *group, const char *key)
{
  g_auto (GStrv) keys = g_key_file_get_keys (self->profile, group, NULL, NULL);

  if (g_str_equal (key, "*"))
    return ZHIHUI_CLOCK_ANY;
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    if (g_str_equal (keys[i], key))
      return (guint16) i;

  g_error ("The scenario %s has no %s in [%s]", self->name, key, group);
}

static void
read_rule (ZhihuiScenario *self, const char *key, ZhihuiClockRule *rule)
{
  g_auto (GStrv) parts = g_strsplit (key, "/", -1);
  g_auto (GStrv) fields = g_key_file_get_string_list (self->profile, "clocks", key, NULL, NULL);
  g_autoptr (GError) error = NULL;

  if (g_strv_length (parts) != 3 || !zhihui_clock_id_from_name (parts[2], &rule->id))
    g_error ("The scenario %s: %s is not TYPE/CHANNEL/CLOCK", self->name, key);
  if (!zhihui_clock_rule_parse_limit (fields[0], rule, &error))
    g_error ("The scenario %s: %s", self->name, error->message);

  rule->type = find_key (self, "types", parts[0]);
  rule->channel = find_key (self, "channels", parts[1]);
  rule->from_sign = fields[1] != NULL && g_str_equal (fields[1], "signed");
}

static gboolean
write_hours (ZhihuiScenario *self, ZhihuiStore *store, GError **error)
{
  g_auto (GStrv) spans = g_key_file_get_string_list (self->profile, "duty", "hours", NULL, NULL);
  g_autofree char *text = spans != NULL ? g_strjoinv (",", spans) : NULL;

  return text == NULL || zhihui_store_set_setting (store, "duty_hours", text, error);
}

static gboolean
write_duty (ZhihuiScenario *self, ZhihuiStore *store, GError **error)
{
  g_auto (GStrv) ids = g_key_file_get_string_list (self->profile, "duty", "units", NULL, NULL);

  for (guint i = 0; i < self->units->len; i++)
    {
      const ZhihuiPlayedUnit *unit = self->units->pdata[i];

      if (ids != NULL && g_strv_contains ((const char *const *) ids, unit->id) &&
          !zhihui_store_write_unit_duty (store, i + 1, TRUE, error))
        return FALSE;
    }
  return write_hours (self, store, error);
}

/**
 * zhihui_scenario_write_clocks:
 *
 * Writes the rules of clocks and the hours of duty, after types, channels and units.
 */
gboolean
zhihui_scenario_write_clocks (ZhihuiScenario *self, ZhihuiStore *store, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (self->profile, "clocks", NULL, NULL);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      ZhihuiClockRule rule = { 0 };

      read_rule (self, keys[i], &rule);
      if (!zhihui_store_write_clock_rule (store, &rule, error))
        return FALSE;
    }
  return write_duty (self, store, error);
}
