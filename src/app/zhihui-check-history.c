/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-check-history.h"

#include "config.h"
#include "zhihui-check-reports.h"
#include "zhihui-command.h"
#include "zhihui-history-check.h"
#include "zhihui-history-folder.h"
#include "zhihui-past.h"

#include <glib/gi18n-lib.h>

#define MAX_GAPS 20

static const char *
get_next_word (ZhihuiHistoryPurgeKind kind)
{
  switch (kind)
    {
    case ZHIHUI_HISTORY_PURGE_OLD:
      return _ ("what is older than the limit");
    case ZHIHUI_HISTORY_PURGE_CHANGES:
      return _ ("for its size: changes between whole moments");
    case ZHIHUI_HISTORY_PURGE_OLDEST:
      return _ ("for its size: the oldest moments");
    case ZHIHUI_HISTORY_PURGE_PAGES:
      return _ ("free pages go back to the file system");
    case ZHIHUI_HISTORY_PURGE_UNKNOWN:
    case ZHIHUI_HISTORY_PURGE_NOTHING:
    default:
      return _ ("nothing");
    }
}

static char *
format_instant (const ZhihuiHistoryFacts *facts, gint64 instant)
{
  return instant == ZHIHUI_NO_INSTANT ? g_strdup ("-")
                                      : zhihui_zone_format_rfc3339 (facts->zone, instant);
}

static double
get_days (const ZhihuiHistoryFacts *facts)
{
  return facts->oldest == ZHIHUI_NO_INSTANT ? 0.0
                                            : (double) (facts->newest - facts->oldest) / 86400.0;
}

static void
print_line (const char *label, const char *text)
{
  g_print ("%-12s %s\n", label, text);
}

static void
print_gaps (const ZhihuiHistoryFacts *facts)
{
  /* The last ones are those that somebody asks about. */
  guint first = facts->gaps->len > MAX_GAPS ? facts->gaps->len - MAX_GAPS : 0;

  for (guint i = first; i < facts->gaps->len; i++)
    {
      const ZhihuiHistoryGap *gap = &g_array_index (facts->gaps, ZhihuiHistoryGap, i);
      g_autofree char        *from = format_instant (facts, gap->from);
      g_autofree char        *to = format_instant (facts, gap->to);

      g_print ("  %s … %s\n", from, to);
    }
}

static void
print_text (const ZhihuiHistoryFacts *facts)
{
  g_autofree char *size = g_format_size_full ((guint64) MAX (facts->size, 0),
                                              G_FORMAT_SIZE_IEC_UNITS | G_FORMAT_SIZE_LONG_FORMAT);
  g_autofree char *days = g_strdup_printf ("%.2f", get_days (facts));
  g_autofree char *moments =
    g_strdup_printf (_ ("%d whole, %d changes"), (int) facts->n_whole, (int) facts->n_changes);
  g_autofree char *oldest = format_instant (facts, facts->oldest);
  g_autofree char *newest = format_instant (facts, facts->newest);
  g_autofree char *gaps = g_strdup_printf ("%u", facts->gaps->len);

  print_line (_ ("file"), facts->path);
  print_line (_ ("source"), facts->source);
  print_line (_ ("size"), size);
  print_line (_ ("days"), days);
  print_line (_ ("moments"), moments);
  print_line (_ ("oldest"), oldest);
  print_line (_ ("newest"), newest);
  print_line (_ ("soundness"), facts->fault != NULL ? facts->fault : _ ("sound"));
  print_line (_ ("purged next"), get_next_word (facts->next.kind));
  print_line (_ ("gaps"), gaps);
  print_gaps (facts);
  for (guint i = 0; i < facts->aside->len; i++)
    print_line (_ ("set aside"), facts->aside->pdata[i]);
}

static void
print_json_instant (const ZhihuiHistoryFacts *facts, const char *name, gint64 instant)
{
  g_autofree char *text = format_instant (facts, instant);

  if (instant == ZHIHUI_NO_INSTANT)
    g_print (",\"%s\":null", name);
  else
    g_print (",\"%s\":\"%s\"", name, text);
}

static void
print_json (const ZhihuiHistoryFacts *facts)
{
  static const char *const next[] = { NULL, NULL, "old", "changes", "oldest", "pages" };
  g_autofree char         *path = zhihui_check_quote_json (facts->path);
  g_autofree char         *source = zhihui_check_quote_json (facts->source);
  g_autofree char *fault = facts->fault != NULL ? zhihui_check_quote_json (facts->fault) : NULL;

  g_print (
    "{\"file\":%s,\"source\":%s,\"ok\":%s", path, source, facts->fault == NULL ? "true" : "false");
  if (fault != NULL)
    g_print (",\"fault\":%s", fault);
  g_print (",\"bytes\":%" G_GINT64_FORMAT ",\"used_bytes\":%" G_GINT64_FORMAT
           ",\"whole\":%" G_GINT64_FORMAT ",\"changes\":%" G_GINT64_FORMAT,
           facts->size,
           facts->used,
           facts->n_whole,
           facts->n_changes);
  print_json_instant (facts, "oldest", facts->oldest);
  print_json_instant (facts, "newest", facts->newest);
  if (next[facts->next.kind] != NULL)
    g_print (",\"purged_next\":\"%s\"", next[facts->next.kind]);
  else
    g_print (",\"purged_next\":null");

  g_print (",\"gaps\":[");
  for (guint i = 0; i < facts->gaps->len; i++)
    {
      const ZhihuiHistoryGap *gap = &g_array_index (facts->gaps, ZhihuiHistoryGap, i);
      g_autofree char        *from = format_instant (facts, gap->from);
      g_autofree char        *to = format_instant (facts, gap->to);

      g_print ("%s{\"from\":\"%s\",\"to\":\"%s\"}", i > 0 ? "," : "", from, to);
    }
  g_print ("],\"set_aside\":%u}", facts->aside->len);
}

/* Those that are asked for; without a source all of them. */
static GPtrArray *
list_paths (ZhihuiSourceOptions *options, GError **error)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) files = NULL;

  if (options->where != NULL)
    {
      char *path = zhihui_past_find (options, ZHIHUI_KEEP_FOR_WALL, error);

      if (path == NULL)
        return NULL;
      g_ptr_array_add (paths, path);
      return g_steal_pointer (&paths);
    }

  files = zhihui_history_folder_list (NULL);
  for (guint i = 0; i < files->len; i++)
    g_ptr_array_add (paths, g_strdup (((ZhihuiHistoryFile *) files->pdata[i])->path));
  return g_steal_pointer (&paths);
}

/**
 * zhihui_check_history:
 * @json: for programs instead of people
 *
 * `zhihui check --history`: what is kept, and whether it is sound. Changes nothing.
 *
 * Returns: the exit status; failed when one is damaged or there is none of the source
 */
int
zhihui_check_history (ZhihuiSourceOptions *options, gboolean json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) paths = list_paths (options, &error);
  int status = ZHIHUI_EXIT_OK;

  if (paths == NULL)
    {
      g_printerr ("zhihui check: %s\n", error->message);
      return ZHIHUI_EXIT_FAILED;
    }

  if (json)
    g_print ("{\"histories\":[");
  else if (paths->len == 0)
    g_print ("%s\n", _ ("nothing is kept yet"));
  for (guint i = 0; i < paths->len; i++)
    {
      g_autoptr (ZhihuiHistoryFacts) facts = zhihui_history_check (paths->pdata[i], NULL);

      if (facts->fault != NULL)
        status = ZHIHUI_EXIT_FAILED;
      if (i > 0)
        g_print (json ? ",\n" : "\n");
      if (json)
        print_json (facts);
      else
        print_text (facts);
    }
  if (json)
    g_print ("]}\n");

  return status;
}
