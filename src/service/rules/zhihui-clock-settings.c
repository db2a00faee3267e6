/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-clock-settings.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-store-clock.h"

#define CLOCKS "clocks"
#define DUTY "duty"
#define CALENDAR "calendar " /* and the year */
#define ALL "*"

static ZhihuiClockSettings *
new_settings (void)
{
  ZhihuiClockSettings *self = g_new0 (ZhihuiClockSettings, 1);
  ZhihuiDutyHours      usual;

  zhihui_duty_hours_init (&usual);
  self->rules = g_array_new (FALSE, FALSE, sizeof (ZhihuiClockRule));
  self->duty_units = g_array_new (FALSE, FALSE, sizeof (guint));
  self->hours = zhihui_duty_hours_to_string (&usual);
  self->notices = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_notice_free);
  return self;
}

void
zhihui_clock_settings_free (ZhihuiClockSettings *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->rules);
  g_array_unref (self->duty_units);
  g_free (self->hours);
  g_ptr_array_unref (self->notices);
  g_free (self);
}

static void
take_hours (ZhihuiClockSettings *self, char *hours)
{
  if (hours == NULL)
    return;

  g_free (self->hours);
  self->hours = hours;
}

/**
 * zhihui_clock_settings_load:
 * @ledger: was loaded from @store
 *
 * Returns: (transfer full) (nullable): what the database says
 */
ZhihuiClockSettings *
zhihui_clock_settings_load (ZhihuiStore *store, const ZhihuiLedger *ledger, GError **error)
{
  g_autoptr (ZhihuiClockSettings) self = new_settings ();
  GArray *rules = zhihui_store_list_clock_rules (store, error);

  if (rules == NULL)
    return NULL;
  g_array_unref (self->rules);
  self->rules = rules;
  take_hours (self, zhihui_store_get_setting (store, "duty_hours"));
  for (guint i = 0; i < ledger->unit_on_duty->len; i++)
    if (ledger->unit_on_duty->data[i])
      g_array_append_val (self->duty_units, i);
  return zhihui_store_read_notices (store, self->notices, error) ? g_steal_pointer (&self) : NULL;
}

/* ---- to text ---- */

static const char *
get_name (const GPtrArray *named, guint16 index)
{
  return index < named->len ? ((const ZhihuiNamed *) named->pdata[index])->id : ALL;
}

static void
save_duty (const ZhihuiClockSettings *self, const ZhihuiLedger *ledger, GKeyFile *file)
{
  g_auto (GStrv) spans = g_strsplit (self->hours, ",", -1);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  g_key_file_set_string_list (
    file, DUTY, "hours", (const char *const *) spans, g_strv_length (spans));
  for (guint i = 0; i < self->duty_units->len; i++)
    {
      guint unit = g_array_index (self->duty_units, guint, i);

      if (unit < ledger->units->len)
        g_ptr_array_add (ids, ((ZhihuiUnit *) ledger->units->pdata[unit])->id);
    }
  if (ids->len > 0)
    g_key_file_set_string_list (
      file, DUTY, "units", (const char *const *) (gconstpointer) ids->pdata, ids->len);
}

static void
save_notices (const ZhihuiClockSettings *self, GKeyFile *file)
{
  for (guint i = 0; i < self->notices->len; i++)
    {
      const ZhihuiNotice *notice = self->notices->pdata[i];
      g_autofree char    *group = g_strdup_printf (CALENDAR "%d", notice->year);

      for (guint j = 0; j < notice->days->len; j++)
        {
          const ZhihuiNoticeDay *one = &g_array_index (notice->days, ZhihuiNoticeDay, j);
          g_autofree char       *date = zhihui_date_format (one->day);
          const char *const      values[] = { one->is_worked ? "work" : "off", one->name };

          g_key_file_set_string_list (file, group, date, values, G_N_ELEMENTS (values));
        }
    }
}

/**
 * zhihui_clock_settings_to_text:
 *
 * Returns: (transfer full): what zhihui_clock_settings_parse () reads
 */
char *
zhihui_clock_settings_to_text (const ZhihuiClockSettings *self,
                               const ZhihuiLedger        *ledger,
                               gboolean                   with_notices)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  /* The group is there also when no rule is. */
  g_key_file_set_value (file, CLOCKS, ALL, "");
  g_key_file_remove_key (file, CLOCKS, ALL, NULL);
  for (guint i = 0; i < self->rules->len; i++)
    {
      const ZhihuiClockRule *rule = &g_array_index (self->rules, ZhihuiClockRule, i);
      g_autofree char       *limit = zhihui_clock_rule_limit_to_string (rule);
      g_autofree char       *value = g_strconcat (limit, rule->from_sign ? ";signed" : "", NULL);
      g_autofree char       *key = g_strjoin ("/",
                                        get_name (ledger->types, rule->type),
                                        get_name (ledger->channels, rule->channel),
                                        zhihui_clock_id_get_name (rule->id),
                                        NULL);

      g_key_file_set_value (file, CLOCKS, key, value);
    }
  save_duty (self, ledger, file);
  if (with_notices)
    save_notices (self, file);
  return g_key_file_to_data (file, NULL, NULL);
}

/* ---- from text ---- */

G_GNUC_PRINTF (2, 3)
static gboolean
refuse (GError **error, const char *format, ...)
{
  g_autofree char *words = NULL;
  va_list          args;

  va_start (args, format);
  words = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, words);
  return FALSE;
}

static gboolean
find_name (GPtrArray *named, const char *name, gsize length, guint16 *index)
{
  g_autofree char *id = g_strndup (name, length);
  guint            found = zhihui_ledger_find_named (named, id);

  *index = found == ZHIHUI_NO_INDEX ? ZHIHUI_CLOCK_ANY : (guint16) found;
  return found != ZHIHUI_NO_INDEX || g_str_equal (id, ALL);
}

/* TYPE/CHANNEL/CLOCK; a name may have a slash in it. */
static gboolean
parse_key (const char *key, const ZhihuiLedger *ledger, ZhihuiClockRule *rule, GError **error)
{
  const char *last = strrchr (key, '/');

  if (last == NULL || !zhihui_clock_id_from_name (last + 1, &rule->id))
    return refuse (error, _ ("[clocks] %s: that is not TYPE/CHANNEL/CLOCK"), key);

  for (const char *slash = strchr (key, '/'); slash != last; slash = strchr (slash + 1, '/'))
    if (find_name (ledger->types, key, (gsize) (slash - key), &rule->type) &&
        find_name (ledger->channels, slash + 1, (gsize) (last - slash) - 1, &rule->channel))
      return TRUE;
  return refuse (error, _ ("[clocks] %s: there is no such type or channel"), key);
}

static gboolean
check_rule (const char *key, const ZhihuiClockRule *rule, GError **error)
{
  if (rule->from_sign && rule->id != ZHIHUI_CLOCK_CONTACT)
    return refuse (error, _ ("[clocks] %s: only a contact clock starts with the signature"), key);
  if (rule->id == ZHIHUI_CLOCK_EXTENSION && rule->has_limit &&
      rule->limit.kind != ZHIHUI_LIMIT_WORKDAYS && rule->limit.kind != ZHIHUI_LIMIT_CALENDAR_DAYS)
    return refuse (error, _ ("[clocks] %s: an extension is in days"), key);
  return TRUE;
}

static gboolean
parse_rule (ZhihuiClockSettings *self,
            GKeyFile            *file,
            const char          *key,
            const ZhihuiLedger  *ledger,
            GError             **error)
{
  g_auto (GStrv) fields = g_key_file_get_string_list (file, CLOCKS, key, NULL, NULL);
  ZhihuiClockRule rule = { 0 };

  if (!parse_key (key, ledger, &rule, error))
    return FALSE;
  if (fields == NULL || fields[0] == NULL || (fields[1] != NULL && fields[2] != NULL) ||
      (fields[1] != NULL && !g_str_equal (fields[1], "signed")))
    return refuse (error, _ ("[clocks] %s: that is not LIMIT or LIMIT;signed"), key);
  if (!zhihui_clock_rule_parse_limit (fields[0], &rule, error))
    {
      g_prefix_error (error, "[clocks] %s: ", key);
      return FALSE;
    }

  rule.from_sign = fields[1] != NULL;
  g_array_append_val (self->rules, rule);
  return check_rule (key, &rule, error);
}

static gboolean
parse_rules (ZhihuiClockSettings *self, GKeyFile *file, const ZhihuiLedger *ledger, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (file, CLOCKS, NULL, NULL);

  if (keys == NULL)
    return refuse (error, _ ("there is no group [%s]"), CLOCKS);
  for (guint i = 0; keys[i] != NULL; i++)
    if (!parse_rule (self, file, keys[i], ledger, error))
      return FALSE;
  return TRUE;
}

static gboolean
parse_hours (ZhihuiClockSettings *self, GKeyFile *file, GError **error)
{
  g_auto (GStrv) spans = g_key_file_get_string_list (file, DUTY, "hours", NULL, NULL);
  ZhihuiDutyHours hours;

  if (spans == NULL)
    return TRUE;
  take_hours (self, g_strjoinv (",", spans));
  if (zhihui_duty_hours_parse (self->hours, &hours, error))
    return TRUE;
  g_prefix_error (error, "[%s] hours: ", DUTY);
  return FALSE;
}

static gboolean
parse_units (ZhihuiClockSettings *self, GKeyFile *file, const ZhihuiLedger *ledger, GError **error)
{
  g_auto (GStrv) ids = g_key_file_get_string_list (file, DUTY, "units", NULL, NULL);
  g_autoptr (GHashTable) units = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < ledger->units->len; i++)
    g_hash_table_insert (
      units, ((ZhihuiUnit *) ledger->units->pdata[i])->id, GUINT_TO_POINTER (i + 1));
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      guint unit = GPOINTER_TO_UINT (g_hash_table_lookup (units, ids[i]));

      if (unit-- == 0)
        return refuse (error, _ ("[duty] units: there is no unit %s"), ids[i]);
      g_array_append_val (self->duty_units, unit);
    }
  return TRUE;
}

static gboolean
parse_duty (ZhihuiClockSettings *self, GKeyFile *file, const ZhihuiLedger *ledger, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (file, DUTY, NULL, NULL);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    if (!g_str_equal (keys[i], "hours") && !g_str_equal (keys[i], "units"))
      return refuse (error, _ ("[duty] %s: it has hours and units"), keys[i]);
  return parse_hours (self, file, error) && parse_units (self, file, ledger, error);
}

static gboolean
parse_notice (ZhihuiClockSettings *self, GKeyFile *file, const char *group, GError **error)
{
  g_auto (GStrv) dates = g_key_file_get_keys (file, group, NULL, NULL);
  ZhihuiNotice *notice = zhihui_notice_new (atoi (group + strlen (CALENDAR)));

  g_ptr_array_add (self->notices, notice);
  for (guint i = 0; dates != NULL && dates[i] != NULL; i++)
    {
      g_auto (GStrv) values = g_key_file_get_string_list (file, group, dates[i], NULL, NULL);

      if (values == NULL || g_strv_length (values) != 2 ||
          !zhihui_notice_add (notice, dates[i], g_str_equal (values[0], "work"), values[1], error))
        return FALSE;
    }
  return zhihui_notice_settle (notice, error);
}

static gboolean
parse_groups (ZhihuiClockSettings *self, GKeyFile *file, gboolean with_notices, GError **error)
{
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);

  for (guint i = 0; groups[i] != NULL; i++)
    {
      if (with_notices && g_str_has_prefix (groups[i], CALENDAR))
        {
          if (!parse_notice (self, file, groups[i], error))
            return FALSE;
        }
      else if (!g_str_equal (groups[i], CLOCKS) && !g_str_equal (groups[i], DUTY))
        return refuse (error, _ ("[%s]: there is no such group"), groups[i]);
    }
  return TRUE;
}

/**
 * zhihui_clock_settings_parse:
 * @with_notices: whether it may have those of years
 *
 * Returns: (transfer full) (nullable): %NULL with @error: INVALID, which names the key
 */
ZhihuiClockSettings *
zhihui_clock_settings_parse (const char         *text,
                             const ZhihuiLedger *ledger,
                             gboolean            with_notices,
                             GError            **error)
{
  g_autoptr (ZhihuiClockSettings) self = new_settings ();
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_return_val_if_fail (text != NULL && ledger != NULL, NULL);

  if (!g_key_file_load_from_data (file, text, (gsize) -1, G_KEY_FILE_NONE, error) ||
      !parse_groups (self, file, with_notices, error) || !parse_rules (self, file, ledger, error) ||
      !parse_duty (self, file, ledger, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* ---- what follows ---- */

/**
 * zhihui_clock_settings_write_rules:
 *
 * In the place of the rules, hours and units of the database; its notices stay. The caller holds
 * the transaction.
 */
gboolean
zhihui_clock_settings_write_rules (const ZhihuiClockSettings *self,
                                   ZhihuiStore               *store,
                                   GError                   **error)
{
  if (!zhihui_store_forget_clock_rules (store, error) ||
      !zhihui_store_set_setting (store, "duty_hours", self->hours, error))
    return FALSE;

  for (guint i = 0; i < self->rules->len; i++)
    if (!zhihui_store_write_clock_rule (
          store, &g_array_index (self->rules, ZhihuiClockRule, i), error))
      return FALSE;
  for (guint i = 0; i < self->duty_units->len; i++)
    if (!zhihui_store_write_unit_duty (
          store, (gint64) g_array_index (self->duty_units, guint, i) + 1, TRUE, error))
      return FALSE;
  return zhihui_store_raise_calendar_revision (store, error);
}

/**
 * zhihui_clock_settings_make_calendar:
 *
 * Returns: (transfer full) (nullable): that of the program with these notices and hours
 */
ZhihuiWorkCalendar *
zhihui_clock_settings_make_calendar (const ZhihuiClockSettings *self, GError **error)
{
  g_autoptr (ZhihuiWorkCalendar) china = zhihui_work_calendar_new_china ();
  ZhihuiDutyHours hours;

  return zhihui_duty_hours_parse (self->hours, &hours, error)
           ? zhihui_work_calendar_amend (china, self->notices, &hours)
           : NULL;
}
