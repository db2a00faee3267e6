/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-command.h"

#include "zhihui-check-history.h"
#include "zhihui-check-layout.h"
#include "zhihui-check-result.h"
#include "zhihui-settling.h"
#include "zhihui-source-options.h"

#include <glib/gi18n-lib.h>

#define LAYOUT_HELP N_ ("Says whether a page of one's own is right, and where its panels stand")

/**
 * zhihui_check_main:
 *
 * `zhihui check`: reads all that the overview shows, once, and says what came.
 *
 * Returns: the exit status; failed when any resource could not be read
 */
int
zhihui_check_main (int argc, char **argv)
{
  g_auto (ZhihuiSourceOptions) options = { 0 };
  gboolean           json = FALSE, history = FALSE;
  g_autofree char   *layout = NULL;
  const GOptionEntry entries[] = {
    ZHIHUI_OPTION ("history",
                   0,
                   NONE,
                   &history,
                   N_ ("Says what is kept of the past, and whether it is sound"),
                   NULL),
    ZHIHUI_OPTION ("json", 0, NONE, &json, N_ ("Prints JSON"), NULL),
    ZHIHUI_OPTION ("layout", 0, FILENAME, &layout, LAYOUT_HELP, N_ ("FILE")),
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (ZhihuiSource) source = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiCheckResult) result = NULL;
  g_autofree char *text = NULL;
  gint64           started_us;

  if (!zhihui_source_options_parse (&options,
                                    _ ("Reads every resource of a source once and says what came."),
                                    entries,
                                    &argc,
                                    &argv))
    return ZHIHUI_EXIT_USAGE;
  zhihui_source_options_speak_if_told (&options);
  if (layout != NULL)
    return zhihui_check_layout (layout);
  if (history)
    return zhihui_check_history (&options, json);

  source = zhihui_source_options_open (&options, FALSE, &error);
  if (source == NULL)
    {
      g_printerr ("zhihui check: %s\n", error->message);
      return ZHIHUI_EXIT_FAILED;
    }

  zhihui_check_result_want (source);
  started_us = g_get_monotonic_time ();
  zhihui_source_start (source);
  zhihui_settling_wait (source, ZHIHUI_SETTLING_MS);
  result = zhihui_check_result_new (source, started_us);
  zhihui_source_stop (source);
  text =
    json ? zhihui_check_result_format_json (result) : zhihui_check_result_format_table (result);
  g_print ("%s", text);
  if (zhihui_check_result_is_good (result))
    return ZHIHUI_EXIT_OK;

  g_printerr (ngettext ("zhihui check: %u resource could not be read\n",
                        "zhihui check: %u resources could not be read\n",
                        result->n_faults),
              result->n_faults);
  return ZHIHUI_EXIT_FAILED;
}
