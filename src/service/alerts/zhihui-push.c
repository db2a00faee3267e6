/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-push.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-error.h"

#define UNIT_HEAD "unit_head"

typedef struct
{
  char       *kind; /* owned */
  ZhihuiLevel level;
  GStrv       recipients; /* owned */
} Rule;

struct _ZhihuiPushRules
{
  GArray *rules; /* (element-type Rule) */
};

static void
clear_rule (gpointer data)
{
  Rule *rule = data;

  g_free (rule->kind);
  g_strfreev (rule->recipients);
}

static gboolean
parse_level (const char *word, ZhihuiLevel *level)
{
  static const char *const words[] = { "blue", "yellow", "orange", "red" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (word, words[i]))
      {
        *level = (ZhihuiLevel) i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
is_name (const char *name)
{
  return *name != '\0' && strspn (name, "abcdefghijklmnopqrstuvwxyz_") == strlen (name);
}

static gboolean
parse_rule (ZhihuiPushRules *self, const char *text)
{
  g_auto (GStrv) sides = g_strsplit (text, "=", 2);
  g_auto (GStrv) head = NULL;
  Rule rule = { NULL, ZHIHUI_LEVEL_BLUE, NULL };

  if (g_strv_length (sides) != 2)
    return FALSE;

  head = g_strsplit (g_strstrip (sides[0]), ":", 2);
  if (head[0] == NULL || !is_name (head[0]) ||
      (head[1] != NULL && !parse_level (head[1], &rule.level)))
    return FALSE;

  rule.kind = g_strdup (head[0]);
  rule.recipients = g_strsplit (sides[1], ",", -1);
  g_array_append_val (self->rules, rule);
  for (guint i = 0; rule.recipients[i] != NULL; i++)
    if (!is_name (g_strstrip (rule.recipients[i])))
      return FALSE;
  return rule.recipients[0] != NULL;
}

/**
 * zhihui_push_rules_parse:
 * @text: rules separated by ";", "" for none
 *
 * Returns: (transfer full) (nullable): the rules; %NULL with INVALID, which names the faulty one
 */
ZhihuiPushRules *
zhihui_push_rules_parse (const char *text, GError **error)
{
  g_autoptr (ZhihuiPushRules) self = g_new0 (ZhihuiPushRules, 1);
  g_auto (GStrv) parts = g_strsplit (text, ";", -1);

  self->rules = g_array_new (FALSE, FALSE, sizeof (Rule));
  g_array_set_clear_func (self->rules, clear_rule);
  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0' && !parse_rule (self, parts[i]))
      {
        g_set_error (error,
                     ZHIHUI_ERROR,
                     ZHIHUI_ERROR_INVALID,
                     _ ("'%s' does not say who is told: alert:orange=leader,unit_head"),
                     parts[i]);
        return NULL;
      }
  return g_steal_pointer (&self);
}

void
zhihui_push_rules_free (ZhihuiPushRules *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->rules);
  g_free (self);
}

/**
 * zhihui_push_rules_tell:
 * @n_told: (inout): grows by the recipients
 *
 * Writes a push for each recipient of the rules. The head of a unit is not told what is about none.
 */
gboolean
zhihui_push_rules_tell (
  ZhihuiPushRules *self, ZhihuiStore *store, const ZhihuiNews *news, guint *n_told, GError **error)
{
  for (guint i = 0; i < self->rules->len; i++)
    {
      const Rule *rule = &g_array_index (self->rules, Rule, i);

      if (!g_str_equal (rule->kind, news->kind) || news->level < rule->level)
        continue;

      for (guint j = 0; rule->recipients[j] != NULL; j++)
        {
          gboolean of_unit = g_str_equal (rule->recipients[j], UNIT_HEAD);

          if (of_unit && news->unit == ZHIHUI_NO_INDEX)
            continue;
          if (!zhihui_push_write (
                store, rule->recipients[j], of_unit ? news->unit : ZHIHUI_NO_INDEX, news, error))
            return FALSE;
          (*n_told)++;
        }
    }
  return TRUE;
}

/**
 * zhihui_push_write:
 * @recipient: a role
 * @unit: whose, index, %ZHIHUI_NO_INDEX for one of the whole deployment
 *
 * Records that @recipient was told. The caller holds the transaction.
 */
gboolean
zhihui_push_write (
  ZhihuiStore *store, const char *recipient, guint32 unit, const ZhihuiNews *news, GError **error)
{
  static const char sql[] = "INSERT INTO push (at, recipient, unit_id, kind, subject, level, text)"
                            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
  ZhihuiStatement  *row = zhihui_store_prepare (store, sql);

  zhihui_statement_bind_integer (row, 1, news->at);
  zhihui_statement_bind_text (row, 2, recipient);
  if (unit != ZHIHUI_NO_INDEX)
    zhihui_statement_bind_integer (row, 3, (gint64) unit + 1);
  zhihui_statement_bind_text (row, 4, news->kind);
  zhihui_statement_bind_text (row, 5, news->subject);
  zhihui_statement_bind_integer (row, 6, news->level);
  zhihui_statement_bind_text (row, 7, news->text);
  return zhihui_statement_finish (row, error);
}

/**
 * zhihui_push_mark_read:
 * @by: name of the person
 * @is_there: (out): whether there is a push of that id
 *
 * The first who read it stands.
 */
gboolean
zhihui_push_mark_read (
  ZhihuiStore *store, gint64 id, const char *by, gint64 at, gboolean *is_there, GError **error)
{
  static const char find[] = "SELECT 1 FROM push WHERE id = ?1";
  static const char sql[] = "UPDATE push SET read_at = ?2, read_by = ?3 WHERE id = ?1"
                            " AND read_at IS NULL";
  ZhihuiStatement  *row = zhihui_store_prepare (store, find);

  zhihui_statement_bind_integer (row, 1, id);
  *is_there = zhihui_statement_step (row) == ZHIHUI_STEP_ROW;
  zhihui_statement_reset (row);
  if (!*is_there)
    return TRUE;

  row = zhihui_store_prepare (store, sql);
  zhihui_statement_bind_integer (row, 1, id);
  zhihui_statement_bind_integer (row, 2, at);
  zhihui_statement_bind_text (row, 3, by);
  return zhihui_statement_finish (row, error);
}
