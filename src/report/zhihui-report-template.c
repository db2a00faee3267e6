/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-report-template.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-plain-file.h"
#include "zhihui-report-parts.h"
#include "zhihui-report.h"
#include "zhihui-settings-text.h"

#define MAX_TITLE 60
#define MAX_TEXT 200 /* characters of any other value */
#define MAX_PARTS 60
#define MAX_COUNT 100000

struct _ZhihuiTemplatePart
{
  const ZhihuiReportPart *kind;
  GHashTable             *texts; /* key → text, owned */
  GHashTable             *words; /* key → GStrv, owned: of keys that hold several */
};

struct _ZhihuiReportTemplate
{
  char             *name;                               /* owned */
  char             *title;                              /* owned, or NULL: the usual one */
  char             *issuer, *number, *marking, *period; /* owned or NULL */
  gboolean          has_format, has_appendix;
  ZhihuiPaperFormat format;
  GPtrArray        *parts; /* (element-type ZhihuiTemplatePart), owned */
};

static void
free_part (gpointer data)
{
  ZhihuiTemplatePart *self = data;

  g_hash_table_unref (self->texts);
  g_hash_table_unref (self->words);
  g_free (self);
}

static void
clear_template (gpointer data)
{
  ZhihuiReportTemplate *self = data;

  g_free (self->name);
  g_free (self->title);
  g_free (self->issuer);
  g_free (self->number);
  g_free (self->marking);
  g_free (self->period);
  g_ptr_array_unref (self->parts);
}

/**
 * zhihui_report_template_ref:
 *
 * Returns: (transfer full): @self
 */
ZhihuiReportTemplate *
zhihui_report_template_ref (ZhihuiReportTemplate *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * zhihui_report_template_unref:
 * @self: (transfer full) (nullable)
 */
void
zhihui_report_template_unref (ZhihuiReportTemplate *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_template);
}

/* ---- reading ---- */

typedef struct
{
  ZhihuiSettingsText   *text; /* borrowed */
  ZhihuiReportTemplate *file; /* borrowed: fills */
} Reading;

static gboolean
refuse (const Reading             *reading,
        const ZhihuiSettingsEntry *entry,
        GError                   **error,
        const char                *reason)
{
  return zhihui_settings_text_refuse (
    reading->text, entry->line, entry->value_column, error, "%s", reason);
}

/* The value of @key or key[LANGUAGE]; @value stays when it is not there. */
static gboolean
read_local (const Reading       *reading,
            ZhihuiSettingsGroup *group,
            const char          *key,
            guint                max,
            char               **value,
            GError             **error)
{
  const ZhihuiSettingsEntry *best = zhihui_settings_group_take_local (group, key);

  for (guint i = 0; i < group->entries->len; i++)
    {
      const ZhihuiSettingsEntry *entry = group->entries->pdata[i];

      if (zhihui_settings_entry_is_local (entry, key) &&
          (*entry->value == '\0' || g_utf8_strlen (entry->value, -1) > max))
        return zhihui_settings_text_refuse (reading->text,
                                            entry->line,
                                            entry->value_column,
                                            error,
                                            _ ("'%s' has 1 to %u characters"),
                                            key,
                                            max);
    }
  if (best != NULL)
    *value = g_strdup (best->value);
  return TRUE;
}

/* "yes" or "no"; @on stays when the key is not there. */
static gboolean
read_switch (const Reading *reading, const ZhihuiSettingsEntry *entry, gboolean *on, GError **error)
{
  if (entry == NULL)
    return TRUE;
  *on = g_str_equal (entry->value, "yes");
  if (*on || g_str_equal (entry->value, "no"))
    return TRUE;
  return zhihui_settings_text_refuse (reading->text,
                                      entry->line,
                                      entry->value_column,
                                      error,
                                      _ ("'%s' is neither yes nor no"),
                                      entry->value);
}

/* In no language, whichever is spoken here. */
static gboolean
check_secrecy (const Reading       *reading,
               ZhihuiSettingsGroup *group,
               const char          *key,
               ZhihuiReportPlace    place,
               GError             **error)
{
  for (guint i = 0; i < group->entries->len; i++)
    {
      const ZhihuiSettingsEntry *entry = group->entries->pdata[i];
      g_autoptr (GError) fault = NULL;

      if (zhihui_settings_entry_is_local (entry, key) &&
          !zhihui_report_check_secrecy (entry->value, place, &fault))
        return refuse (reading, entry, error, fault->message);
    }
  return TRUE;
}

static gboolean
read_mark (const Reading       *reading,
           ZhihuiSettingsGroup *group,
           const char          *key,
           ZhihuiReportPlace    place,
           char               **value,
           GError             **error)
{
  return read_local (reading, group, key, MAX_TITLE, value, error) &&
         check_secrecy (reading, group, key, place, error);
}

static gboolean
read_paper (const Reading *reading, ZhihuiSettingsGroup *group, GError **error)
{
  const ZhihuiSettingsEntry *entry = zhihui_settings_group_take (group, "paper");
  g_autoptr (GError) fault = NULL;

  reading->file->has_format = entry != NULL;
  return entry == NULL ||
         zhihui_paper_format_parse (entry->value, &reading->file->format, &fault) ||
         refuse (reading, entry, error, fault->message);
}

static gboolean
read_head (const Reading *reading, GError **error)
{
  ZhihuiReportTemplate *file = reading->file;
  ZhihuiSettingsGroup  *group = zhihui_settings_text_find (reading->text, "Report", "");

  if (group == NULL)
    return zhihui_settings_text_refuse (
      reading->text, 1, 1, error, _ ("there is no group [Report]"));
  group->is_read = TRUE;
  return read_mark (reading, group, "title", ZHIHUI_PLACE_HEAD, &file->title, error) &&
         read_mark (reading, group, "issuer", ZHIHUI_PLACE_HEAD, &file->issuer, error) &&
         read_mark (reading, group, "number", ZHIHUI_PLACE_MARK, &file->number, error) &&
         read_mark (reading, group, "marking", ZHIHUI_PLACE_MARK, &file->marking, error) &&
         read_local (reading, group, "period", MAX_TITLE, &file->period, error) &&
         read_paper (reading, group, error) &&
         read_switch (
           reading, zhihui_settings_group_take (group, "appendix"), &file->has_appendix, error);
}

/* ---- parts ---- */

static gboolean
judge_choice (const Reading             *reading,
              const ZhihuiTemplateKey   *key,
              const ZhihuiSettingsEntry *entry,
              const char                *value,
              GError                   **error)
{
  g_autofree char *known = g_strjoinv (", ", (char **) key->choices);

  return g_strv_contains (key->choices, value) ||
         zhihui_settings_text_refuse (reading->text,
                                      entry->line,
                                      entry->value_column,
                                      error,
                                      _ ("'%s' is none of the values there are: %s"),
                                      value,
                                      known);
}

static gboolean
judge_text (const char *value)
{
  return *value != '\0' && g_utf8_strlen (value, -1) <= MAX_TEXT;
}

/* Each of several is one of those there are. */
static gboolean
judge_words (const Reading             *reading,
             const ZhihuiTemplateKey   *key,
             const ZhihuiSettingsEntry *entry,
             GError                   **error)
{
  g_auto (GStrv) words = g_strsplit (entry->value, ",", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (!judge_choice (reading, key, entry, g_strstrip (words[i]), error))
      return FALSE;
  return TRUE;
}

static gboolean
judge_value (const Reading             *reading,
             const ZhihuiTemplateKey   *key,
             const ZhihuiSettingsEntry *entry,
             GError                   **error)
{
  g_autoptr (GError) fault = NULL;
  guint64  number;
  guint    boards;
  gboolean on, good;

  switch (key->kind)
    {
    case ZHIHUI_KEY_COUNT:
      good = g_ascii_string_to_unsigned (entry->value, 10, 1, MAX_COUNT, &number, &fault);
      break;
    case ZHIHUI_KEY_BOARDS:
      good = zhihui_report_parse_boards (entry->value, &boards, &fault);
      break;
    case ZHIHUI_KEY_SWITCH:
      return read_switch (reading, entry, &on, error);
    case ZHIHUI_KEY_CHOICE:
      return judge_choice (reading, key, entry, entry->value, error);
    case ZHIHUI_KEY_WORDS:
      if (key->choices != NULL)
        return judge_words (reading, key, entry, error);
      G_GNUC_FALLTHROUGH;
    case ZHIHUI_KEY_TEXT:
    default:
      good = judge_text (entry->value);
    }
  return good || refuse (reading,
                         entry,
                         error,
                         fault != NULL ? fault->message : _ ("a value has 1 to 200 characters"));
}

static gboolean
read_key (const Reading           *reading,
          ZhihuiSettingsGroup     *group,
          const ZhihuiTemplateKey *key,
          ZhihuiTemplatePart      *part,
          GError                 **error)
{
  const ZhihuiSettingsEntry *entry = zhihui_settings_group_take_local (group, key->name);

  if (entry == NULL)
    return TRUE;
  if (!judge_value (reading, key, entry, error))
    return FALSE;
  if (key->kind == ZHIHUI_KEY_TEXT &&
      !check_secrecy (reading,
                      group,
                      key->name,
                      g_str_equal (key->name, "text") ? ZHIHUI_PLACE_PROSE : ZHIHUI_PLACE_HEAD,
                      error))
    return FALSE;
  g_hash_table_insert (part->texts, g_strdup (key->name), g_strdup (entry->value));
  if (key->kind == ZHIHUI_KEY_WORDS)
    {
      GStrv words = g_strsplit (entry->value, ",", -1);

      for (guint i = 0; words[i] != NULL; i++)
        g_strstrip (words[i]);
      g_hash_table_insert (part->words, g_strdup (key->name), words);
    }
  return TRUE;
}

static const ZhihuiReportPart *
find_kind (const Reading *reading, ZhihuiSettingsGroup *group, GError **error)
{
  const ZhihuiSettingsEntry *entry = zhihui_settings_group_take (group, "part");
  const ZhihuiReportPart    *kind;
  g_autofree char           *known = NULL;

  if (entry == NULL)
    {
      zhihui_settings_text_refuse (reading->text,
                                   group->line,
                                   1,
                                   error,
                                   _ ("[%s] does not say which part it is"),
                                   group->name);
      return NULL;
    }
  kind = zhihui_report_part_find (entry->value);
  if (kind != NULL)
    return kind;
  known = zhihui_report_part_list ();
  zhihui_settings_text_refuse (reading->text,
                               entry->line,
                               entry->value_column,
                               error,
                               _ ("there is no part '%s'; there are: %s"),
                               entry->value,
                               known);
  return NULL;
}

static gboolean
read_part (const Reading *reading, ZhihuiSettingsGroup *group, GError **error)
{
  const ZhihuiReportPart *kind = find_kind (reading, group, error);
  ZhihuiTemplatePart     *part;

  if (kind == NULL)
    return FALSE;
  group->is_read = TRUE;
  part = g_new0 (ZhihuiTemplatePart, 1);
  part->kind = kind;
  part->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  part->words =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  g_ptr_array_add (reading->file->parts, part);
  for (guint i = 0; kind->keys != NULL && kind->keys[i].name != NULL; i++)
    if (!read_key (reading, group, &kind->keys[i], part, error))
      return FALSE;
  return TRUE;
}

/* [1], [2] … without a gap: a number that is missing is most likely a slip. */
static gboolean
read_parts (const Reading *reading, GError **error)
{
  for (guint number = 1; number <= MAX_PARTS; number++)
    {
      g_autofree char     *name = g_strdup_printf ("%u", number);
      ZhihuiSettingsGroup *group = zhihui_settings_text_find (reading->text, name, "");

      if (group == NULL)
        return number > 1 || zhihui_settings_text_refuse (
                               reading->text, 1, 1, error, _ ("there is no part: no group [1]"));
      if (!read_part (reading, group, error))
        return FALSE;
    }
  return TRUE;
}

static ZhihuiReportTemplate *
make_template (const char *name)
{
  ZhihuiReportTemplate *self = g_atomic_rc_box_new0 (ZhihuiReportTemplate);
  g_autofree char      *base = g_path_get_basename (name);

  if (g_str_has_suffix (base, ZHIHUI_REPORT_SUFFIX) &&
      strlen (base) > strlen (ZHIHUI_REPORT_SUFFIX))
    base[strlen (base) - strlen (ZHIHUI_REPORT_SUFFIX)] = '\0';
  self->name = g_utf8_make_valid (base, -1);
  self->parts = g_ptr_array_new_with_free_func (free_part);
  return self;
}

/**
 * zhihui_report_template_parse:
 * @bytes: of a file of a template
 * @name: of the file: for messages; without folder and ".report" it is the name of the template
 * @error: return location
 *
 * Titles are taken in the language that is spoken now.
 *
 * Returns: (transfer full): the template, or %NULL with #ZHIHUI_ERROR_INVALID and
 *   "name:line:column: reason" when anything in it is wrong
 */
ZhihuiReportTemplate *
zhihui_report_template_parse (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (ZhihuiSettingsText) text = NULL;
  g_autoptr (ZhihuiReportTemplate) file = NULL;
  Reading reading;

  g_return_val_if_fail (bytes != NULL && name != NULL, NULL);

  text = zhihui_settings_text_new (bytes, name, error);
  if (text == NULL)
    return NULL;
  file = make_template (name);
  reading = (Reading){ text, file };
  if (!read_head (&reading, error) || !read_parts (&reading, error) ||
      !zhihui_settings_text_check_read (text, error))
    return NULL;
  return g_steal_pointer (&file);
}

/**
 * zhihui_report_template_load:
 * @path: of a file of a template
 * @error: return location: as of zhihui_report_template_parse (), and when it cannot be read
 *
 * Returns: (transfer full): the template
 */
ZhihuiReportTemplate *
zhihui_report_template_load (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = zhihui_plain_file_read (path, ZHIHUI_SETTINGS_MAX_BYTES, error);

  return bytes != NULL ? zhihui_report_template_parse (bytes, path, error) : NULL;
}

/* ---- what it says ---- */

const char *
zhihui_report_template_get_name (const ZhihuiReportTemplate *self)
{
  return self->name;
}

/**
 * zhihui_report_template_get_title:
 *
 * Returns: (transfer none) (nullable): what the paper is called; %NULL: as its first part is
 * usually
 */
const char *
zhihui_report_template_get_title (const ZhihuiReportTemplate *self)
{
  return self->title;
}

const char *
zhihui_report_template_get_issuer (const ZhihuiReportTemplate *self)
{
  return self->issuer;
}

const char *
zhihui_report_template_get_number (const ZhihuiReportTemplate *self)
{
  return self->number;
}

const char *
zhihui_report_template_get_marking (const ZhihuiReportTemplate *self)
{
  return self->marking;
}

/**
 * zhihui_report_template_get_period:
 *
 * Returns: (transfer none) (nullable): of all that it shows, as zhihui_period_parse() reads it
 */
const char *
zhihui_report_template_get_period (const ZhihuiReportTemplate *self)
{
  return self->period;
}

gboolean
zhihui_report_template_has_appendix (const ZhihuiReportTemplate *self)
{
  return self->has_appendix;
}

/**
 * zhihui_report_template_get_format:
 *
 * Returns: (transfer none) (nullable): how large its pages are; %NULL: it does not say
 */
const ZhihuiPaperFormat *
zhihui_report_template_get_format (const ZhihuiReportTemplate *self)
{
  return self->has_format ? &self->format : NULL;
}

guint
zhihui_report_template_get_n_parts (const ZhihuiReportTemplate *self)
{
  return self->parts->len;
}

/**
 * zhihui_report_template_get_part:
 *
 * Returns: (transfer none): the part at that place, from 0
 */
const ZhihuiTemplatePart *
zhihui_report_template_get_part (const ZhihuiReportTemplate *self, guint index)
{
  g_return_val_if_fail (index < self->parts->len, NULL);

  return self->parts->pdata[index];
}

const ZhihuiReportPart *
zhihui_template_part_get_kind (const ZhihuiTemplatePart *self)
{
  return self->kind;
}

const char *
zhihui_template_part_get_text (const ZhihuiTemplatePart *self, const char *key)
{
  return g_hash_table_lookup (self->texts, key);
}

const char *const *
zhihui_template_part_get_words (const ZhihuiTemplatePart *self, const char *key)
{
  return g_hash_table_lookup (self->words, key);
}

/**
 * zhihui_template_part_get_count:
 *
 * Returns: the number, or @unsaid where the file does not say it
 */
guint
zhihui_template_part_get_count (const ZhihuiTemplatePart *self, const char *key, guint unsaid)
{
  const char *text = g_hash_table_lookup (self->texts, key);

  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : unsaid;
}

gboolean
zhihui_template_part_is_on (const ZhihuiTemplatePart *self, const char *key)
{
  return g_strcmp0 (g_hash_table_lookup (self->texts, key), "yes") == 0;
}

/**
 * zhihui_template_part_get_boards:
 *
 * Returns: bits 1 << ZhihuiBoard; 0 where the file does not say it
 */
guint
zhihui_template_part_get_boards (const ZhihuiTemplatePart *self, const char *key)
{
  guint boards = 0;

  zhihui_report_parse_boards (g_hash_table_lookup (self->texts, key), &boards, NULL);
  return boards;
}
