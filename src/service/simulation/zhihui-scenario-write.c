/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>

#include "zhihui-life-cycle.h"
#include "zhihui-scenario.h"

/* Each list is written in the order of its index, so that row id = index + 1. */

static gboolean
write_texts (
  ZhihuiStore *store, const char *sql, gint64 id, const char *const *texts, GError **error)
{
  ZhihuiStatement *statement = zhihui_store_prepare (store, sql);

  zhihui_statement_bind_integer (statement, 1, id);
  for (int i = 0; texts[i] != NULL; i++)
    zhihui_statement_bind_text (statement, i + 2, texts[i]);
  return zhihui_statement_finish (statement, error);
}

static gboolean
write_settings (ZhihuiScenario *self, ZhihuiStore *store, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (self->profile, "setting", NULL, NULL);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *value = g_key_file_get_string (self->profile, "setting", keys[i], NULL);

      if (!zhihui_store_set_setting (store, keys[i], value, error))
        return FALSE;
    }

  return zhihui_store_set_setting (store, "scenario", self->name, error);
}

/* Groups of the profile whose lines become rows: the key first, then the fields. */
static gboolean
write_group (
  ZhihuiScenario *self, ZhihuiStore *store, const char *group, const char *sql, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (self->profile, group, NULL, NULL);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      g_auto (GStrv) fields =
        g_key_file_get_string_list (self->profile, group, keys[i], NULL, NULL);
      const char *texts[9] = { keys[i] };

      for (guint j = 0; fields[j] != NULL && j < 6; j++)
        texts[j + 1] = fields[j];
      if (!write_texts (store, sql, i + 1, texts, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_regions (ZhihuiScenario *self, ZhihuiStore *store, GError **error)
{
  static const char sql[] = "INSERT INTO region (id, code, name, parent, level, tile_column,"
                            " tile_row) VALUES (?, ?, ?, ?, ?, ?, ?)";

  for (guint i = 0; i < self->regions->len; i++)
    {
      const ZhihuiPlayedRegion *region = self->regions->pdata[i];
      ZhihuiStatement          *row = zhihui_store_prepare (store, sql);

      zhihui_statement_bind_integer (row, 1, i + 1);
      zhihui_statement_bind_text (row, 2, region->code);
      zhihui_statement_bind_text (row, 3, region->name);
      zhihui_statement_bind_text (row, 4, region->parent);
      zhihui_statement_bind_text (row, 5, region->level);
      if (region->column != G_MININT)
        {
          zhihui_statement_bind_integer (row, 6, region->column);
          zhihui_statement_bind_integer (row, 7, region->row);
        }
      if (!zhihui_statement_finish (row, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_units (ZhihuiScenario *self, ZhihuiStore *store, GError **error)
{
  static const char sql[] = "INSERT INTO unit (id, code, name, short_name, peer, region)"
                            " VALUES (?, ?, ?, ?, ?, ?)";

  for (guint i = 0; i < self->units->len; i++)
    {
      const ZhihuiPlayedUnit *unit = self->units->pdata[i];
      const char             *texts[] = {
                    unit->id, unit->name, unit->short_name, unit->peer, unit->region, NULL
      };

      if (!write_texts (store, sql, i + 1, texts, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_topics (ZhihuiScenario *self, ZhihuiStore *store, GError **error)
{
  static const char topic_sql[] = "INSERT INTO topic (id, code, name) VALUES (?, ?, ?)";
  static const char word_sql[] = "INSERT INTO hot_word (id, word) VALUES (?, ?)";

  for (guint i = 0; i < self->topics->len; i++)
    {
      const ZhihuiTopic *topic = self->topics->pdata[i];
      const char        *texts[] = { topic->code, topic->name, NULL };

      if (!write_texts (store, topic_sql, i + 1, texts, error))
        return FALSE;
    }

  for (guint i = 0; i < self->words->len; i++)
    {
      const char *texts[] = { self->words->pdata[i], NULL };

      if (!write_texts (store, word_sql, i + 1, texts, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * zhihui_scenario_write:
 *
 * Writes settings, regions, units, types, channels, topics, hot words and published figures into an
 * empty store. The caller holds the transaction.
 */
gboolean
zhihui_scenario_write (ZhihuiScenario *self, ZhihuiStore *store, GError **error)
{
  static const char peers_sql[] = "INSERT INTO peer (position, id, label) VALUES (?, ?, ?)";
  static const char types_sql[] = "INSERT INTO case_type (id, code, label, sign_limit,"
                                  " contact_limit, reply_limit, promised_days,"
                                  " statutory_days) VALUES (?1, ?2, ?3, ?4, ?5, ?6,"
                                  " CAST (COALESCE (?7, '0') AS INTEGER),"
                                  " CAST (COALESCE (?8, '0') AS INTEGER))";
  static const char channels_sql[] = "INSERT INTO channel (id, code, label, online)"
                                     " VALUES (?, ?, ?, ?)";
  static const char indicators_sql[] = "INSERT INTO indicator (position, id, name, value, unit,"
                                       " as_of, source, region) VALUES (?, ?, ?, ?, ?, ?, ?,"
                                       " (SELECT value FROM setting WHERE key = 'region'))";

  g_return_val_if_fail (self != NULL && store != NULL, FALSE);

  return write_settings (self, store, error) && write_regions (self, store, error) &&
         write_group (self, store, "peers", peers_sql, error) && write_units (self, store, error) &&
         write_group (self, store, "types", types_sql, error) &&
         write_group (self, store, "channels", channels_sql, error) &&
         zhihui_scenario_write_clocks (self, store, error) && write_topics (self, store, error) &&
         write_group (self, store, "indicators", indicators_sql, error) &&
         zhihui_event_kinds_write (store, error);
}
