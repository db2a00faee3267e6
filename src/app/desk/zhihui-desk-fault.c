/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-fault.h"

#include "zhihui-desk-state.h"
#include "zhihui-error.h"

#include <glib/gi18n-lib.h>

static const char *
get_words (gboolean is_not_told, gboolean is_refused)
{
  if (is_not_told)
    return _ ("This source does not tell it");
  return is_refused ? _ ("This token may not read it")
                    : _ ("It could not be read now; it is tried again in a minute");
}

/**
 * zhihui_desk_fault_describe:
 * @error: (nullable): of what a page asked the source for, %NULL an answer that cannot be read
 *
 * Returns: (transfer none): what a page says instead of the figures, in words a clerk understands
 */
const char *
zhihui_desk_fault_describe (const GError *error)
{
  if (g_error_matches (error, ZHIHUI_ERROR, ZHIHUI_ERROR_UNKNOWN_TOKEN))
    return _ ("The platform no longer accepts this token");
  return get_words (g_error_matches (error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND),
                    g_error_matches (error, ZHIHUI_ERROR, ZHIHUI_ERROR_REFUSED));
}

/**
 * zhihui_desk_fault_describe_past:
 *
 * Of the past nothing is asked: it is no matter of the source, and is not tried again.
 *
 * Returns: (transfer none) (nullable): what a page of the past says instead of the figures; %NULL:
 *   it is of now
 */
const char *
zhihui_desk_fault_describe_past (ZhihuiSituation *situation)
{
  return zhihui_situation_is_past (situation)
           ? _ ("Of the past this is not kept. It is seen in the window of now.")
           : NULL;
}

/**
 * zhihui_desk_fault_describe_receipt:
 * @receipt: (nullable): of what is polled and was not told
 *
 * Returns: (transfer none): likewise; or that it is being read
 */
const char *
zhihui_desk_fault_describe_receipt (const ZhihuiReceipt *receipt)
{
  if (receipt == NULL || (receipt->n_failures == 0 && !receipt->refused))
    return _ ("Being read …");
  if (zhihui_desk_state_is_unknown_token (receipt))
    return _ ("The platform no longer accepts this token");
  return get_words (receipt->http_status == ZHIHUI_STATUS_NOT_OFFERED, receipt->refused);
}

/**
 * zhihui_desk_fault_describe_cases:
 * @error: of what was asked about cases
 *
 * Returns: (transfer none): why there is no answer, in words of who has to do with it
 */
const char *
zhihui_desk_fault_describe_cases (const GError *error)
{
  if (g_error_matches (error, ZHIHUI_ERROR, ZHIHUI_ERROR_UNKNOWN_TOKEN))
    return _ ("The platform no longer accepts this token. Enter another in the preferences.");
  if (g_error_matches (error, ZHIHUI_ERROR, ZHIHUI_ERROR_REFUSED))
    return _ ("Your token may not see cases. Ask the administrator for one of the desk, for your "
              "region.");
  if (g_error_matches (error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND))
    return _ ("This source tells figures alone: it has no cases, or not this one.");
  if (g_error_matches (error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED))
    return _ ("The platform answered something else than cases. Tell its administrator.");
  return error->message;
}

/**
 * zhihui_desk_fault_describe_detail:
 *
 * Returns: (transfer full) (nullable): why the case is not seen, or not whole; %NULL it is
 */
char *
zhihui_desk_fault_describe_detail (ZhihuiCaseDetail *detail)
{
  const GError *error = zhihui_case_detail_get_error (detail);
  const GError *whole_error = zhihui_case_detail_get_whole_error (detail);

  if (g_error_matches (whole_error, ZHIHUI_ERROR, ZHIHUI_ERROR_REFUSED))
    return g_strdup (_ ("It stays masked: the platform refuses this token to see whole cases."));
  if (g_error_matches (whole_error, ZHIHUI_ERROR, ZHIHUI_ERROR_UNKNOWN_TOKEN))
    return g_strdup (_ ("It stays masked: the platform no longer accepts this token."));
  if (whole_error != NULL)
    return g_strdup_printf (_ ("It stays masked: the platform did not answer (%s). Nothing was "
                               "shown; you may try again."),
                            whole_error->message);
  if (error == NULL)
    return NULL;
  return g_strdup_printf (_ ("The case could not be read: %s"),
                          zhihui_desk_fault_describe_cases (error));
}

/**
 * zhihui_desk_fault_show_cases:
 * @page: is seen instead of the cases; its child tries again
 * @error: of what was asked
 * @situation: the past keeps none, and where there are none trying again does not help
 */
void
zhihui_desk_fault_show_cases (AdwStatusPage *page, const GError *error, ZhihuiSituation *situation)
{
  gboolean         is_past = zhihui_situation_is_past (situation);
  const char      *words = is_past ? _ ("Cases are seen as they are now, in the window of now.")
                                   : zhihui_desk_fault_describe_cases (error);
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  if (is_past)
    {
      adw_status_page_set_icon_name (page, "document-open-recent-symbolic");
      adw_status_page_set_title (page, _ ("The Past Keeps No Cases"));
    }
  adw_status_page_set_description (page, escaped);
  gtk_widget_set_visible (adw_status_page_get_child (page),
                          !is_past &&
                            !g_error_matches (error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND));
}
