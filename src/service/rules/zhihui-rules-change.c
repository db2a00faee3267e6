/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-rules-change.h"

#include "zhihui-store-audit.h"
#include "zhihui-store-clock.h"

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

  if (!zhihui_clock_change_load_names (store, names, error) ||
      !add_usual (text, store, names, error) ||
      (settings = zhihui_clock_settings_load (store, names, error)) == NULL)
    return NULL;
  rules = zhihui_clock_settings_to_text (settings, names, FALSE);
  g_string_append (text, rules);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What is to be written. */
typedef struct
{
  const char *text, *source;
} Rules;

static gboolean
write_rules (
  ZhihuiStore *store, ZhihuiLedger *names, ZhihuiClockChange *change, gpointer what, GError **error)
{
  const Rules *told = what;
  g_autoptr (ZhihuiClockSettings) after =
    zhihui_clock_settings_parse (told->text, names, FALSE, error);
  ZhihuiAuditEntry entry = {
    .actor = "command", .action = "clocks.set", .subject = "rules of clocks", .reason = told->source
  };

  if (after == NULL)
    return FALSE;

  entry.n_rows = after->rules->len;
  return zhihui_clock_settings_write_rules (after, store, error) &&
         zhihui_store_write_audit (store, &entry, error);
}

/**
 * zhihui_rules_change_begin:
 * @text: as zhihui_clock_settings_parse () reads it
 * @source: name of the file, for the audit log
 *
 * Puts the rules in the place of those there are and notes that deadlines are to follow them
 * (zhihui_clock_change_begin ()).
 *
 * Returns: %FALSE with @error: INVALID names the key that is wrong; nothing has happened then
 */
gboolean
zhihui_rules_change_begin (
  ZhihuiStore *store, const char *text, const char *source, gint64 now, GError **error)
{
  Rules what = { text, source };

  g_return_val_if_fail (store != NULL && text != NULL, FALSE);

  return zhihui_clock_change_begin (store, "clocks", now, write_rules, &what, error);
}

/**
 * zhihui_rules_change_run:
 *
 * The same, and all that follows from it (zhihui_clock_change_run ()).
 */
gboolean
zhihui_rules_change_run (ZhihuiStore       *store,
                         const char        *text,
                         const char        *source,
                         gint64             now,
                         ZhihuiClockReport *report,
                         GError           **error)
{
  Rules what = { text, source };

  return zhihui_clock_change_run (store, "clocks", now, write_rules, &what, report, error);
}
