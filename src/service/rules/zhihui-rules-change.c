/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-rules-change.h"

#include "zhihui-store-audit.h"
#include "zhihui-store-clock.h"
#include "zhihui-store-working.h"

static gboolean
load_names (ZhihuiStore *store, ZhihuiLedger *names, GError **error)
{
  const ZhihuiCasesAtATime none = { .limit = 0 };

  return zhihui_store_load_some (store, names, &none, error);
}

/* As comments: what holds of each type where no rule is set for it or for a channel. */
static gboolean
add_usual (GString *text, ZhihuiStore *store, const ZhihuiLedger *names, GError **error)
{
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (ZhihuiClockRule));
  g_autoptr (ZhihuiClockRules) usual = zhihui_store_make_clock_rules (store, none, error);

  if (usual == NULL)
    return FALSE;
  for (guint type = 0; type < names->types->len; type++)
    for (ZhihuiClockId id = 0; id < ZHIHUI_N_CLOCKS; id++)
      {
        const ZhihuiClockRule *rule = zhihui_clock_rules_find (usual, type, ZHIHUI_CLOCK_ANY, id);
        g_autofree char *limit = rule != NULL ? zhihui_clock_rule_limit_to_string (rule) : NULL;

        if (limit != NULL)
          g_string_append_printf (text,
                                  "# %s/*/%s=%s\n",
                                  ((const ZhihuiNamed *) names->types->pdata[type])->id,
                                  zhihui_clock_id_get_name (id),
                                  limit);
      }
  return TRUE;
}

/**
 * zhihui_rules_change_list:
 *
 * Returns: (transfer full) (nullable): rules, hours and units as zhihui_rules_change_run () takes
 *   them; before them, as comments, what holds without
 */
char *
zhihui_rules_change_list (ZhihuiStore *store, GError **error)
{
  g_autoptr (ZhihuiLedger) names = zhihui_ledger_new ();
  g_autoptr (ZhihuiClockSettings) settings = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *rules = NULL;

  if (!load_names (store, names, error) || !add_usual (text, store, names, error) ||
      (settings = zhihui_clock_settings_load (store, names, error)) == NULL)
    return NULL;
  rules = zhihui_clock_settings_to_text (settings, names, FALSE);
  g_string_append (text, rules);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
write_change (ZhihuiStore *store, const char *text, const char *source, gint64 now, GError **error)
{
  g_autoptr (ZhihuiLedger) names = zhihui_ledger_new ();
  g_autoptr (ZhihuiClockSettings) before = NULL;
  g_autoptr (ZhihuiClockSettings) after = NULL;
  g_auto (ZhihuiClockChange) change = { .reason = g_strdup ("clocks"),
                                        .moment = now,
                                        .early_from = ZHIHUI_NO_INSTANT,
                                        .early_to = ZHIHUI_NO_INSTANT };
  ZhihuiAuditEntry entry = {
    .actor = "command", .action = "clocks.set", .subject = "rules of clocks", .reason = source
  };

  if (!load_names (store, names, error) ||
      (before = zhihui_clock_settings_load (store, names, error)) == NULL ||
      (after = zhihui_clock_settings_parse (text, names, FALSE, error)) == NULL)
    return FALSE;

  change.was = zhihui_clock_settings_to_text (before, names, TRUE);
  entry.n_rows = after->rules->len;
  return zhihui_clock_settings_write_rules (after, store, error) &&
         zhihui_store_write_audit (store, &entry, error) &&
         zhihui_clock_change_begin (store, &change, error);
}

/**
 * zhihui_rules_change_begin:
 * @text: as zhihui_clock_settings_parse () reads it
 * @source: name of the file, for the audit log
 *
 * Puts the rules in the place of those there are and notes that deadlines are to follow them, in
 * one transaction.
 *
 * Returns: %FALSE with @error: INVALID names the key that is wrong; nothing has happened then
 */
gboolean
zhihui_rules_change_begin (
  ZhihuiStore *store, const char *text, const char *source, gint64 now, GError **error)
{
  g_return_val_if_fail (store != NULL && text != NULL, FALSE);

  if (!zhihui_store_begin (store, error))
    return FALSE;
  if (write_change (store, text, source, now, error) && zhihui_store_commit (store, error))
    return TRUE;

  zhihui_store_rollback (store);
  return FALSE;
}

/**
 * zhihui_rules_change_run:
 *
 * Finishes what another change left to be done, sets the rules, and moves the deadlines that are
 * open to where they are by them (zhihui_clock_change_go_on ()).
 *
 * Returns: %FALSE with @error; what has happened until then stays, and the next call goes on with
 *   it
 */
gboolean
zhihui_rules_change_run (ZhihuiStore       *store,
                         const char        *text,
                         const char        *source,
                         gint64             now,
                         ZhihuiClockReport *report,
                         GError           **error)
{
  g_return_val_if_fail (report != NULL, FALSE);

  return zhihui_clock_change_finish (store, now, report, error) &&
         zhihui_rules_change_begin (store, text, source, now, error) &&
         zhihui_clock_change_finish (store, now, report, error);
}
