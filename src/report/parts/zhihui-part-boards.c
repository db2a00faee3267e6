/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-parts-private.h"

#include "zhihui-board-csv.h"
#include "zhihui-board-table.h"
#include "zhihui-error.h"
#include "zhihui-format.h"
#include "zhihui-paper-words.h"
#include "zhihui-report-private.h"
#include "zhihui-tier-board.h"
#include "zhihui-tier.h"

#include <glib/gi18n-lib.h>

static gboolean
wants_board (const ZhihuiReportRequest *request, const ZhihuiTemplatePart *part, ZhihuiBoard board)
{
  guint boards = zhihui_template_part_get_boards (part, "boards");

  return zhihui_report_wants_board (request, board) &&
         (boards == 0 || (boards & (1u << board)) != 0);
}

static gboolean
wants_peer (const ZhihuiTemplatePart *part, const ZhihuiPeer *peer)
{
  const char *const *peers = zhihui_template_part_get_words (part, "peers");

  return peers == NULL || g_strv_contains (peers, peer->id);
}

void
zhihui_part_boards_add_needs (const ZhihuiReportRequest *request,
                              const ZhihuiTemplatePart  *part,
                              ZhihuiReportNeeds         *needs)
{
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    if (wants_board (request, part, board))
      needs->boards |= 1u << board;
}

static char *
name_rated (const char *peer)
{
  return g_strdup_printf ("rated/%s", peer);
}

/* The share of ratings is no board and stands on no paper: files for programs have it, of the days
 * that the desk shows it of. */
void
zhihui_part_boards_ask (const ZhihuiReportRequest *request,
                        const ZhihuiTemplatePart  *part,
                        ZhihuiReportAnswers       *answers)
{
  g_autoptr (GPtrArray) peers = zhihui_report_list_peers (request);

  if (!request->is_for_programs || !wants_board (request, part, ZHIHUI_BOARD_SATISFIED))
    return;
  for (guint i = 0; i < peers->len; i++)
    {
      const ZhihuiPeer *peer = peers->pdata[i];
      ZhihuiRanking    *board =
        zhihui_situation_get_ranking (request->situation, ZHIHUI_BOARD_VOLUME, peer->id);
      g_autofree char *name = name_rated (peer->id);

      if (board == NULL)
        board = zhihui_situation_get_ranking (request->situation, ZHIHUI_BOARD_SATISFIED, peer->id);
      if (board == NULL || !wants_peer (part, peer))
        continue;
      zhihui_report_answers_want (
        answers,
        name,
        &(ZhihuiReportQuestion){ .kind = ZHIHUI_QUESTION_BOARD,
                                 .metric = ZHIHUI_METRIC_RATED_RATE,
                                 .peer = peer->id,
                                 .region = *board->region != '\0' ? board->region : NULL,
                                 .tier = board->tier,
                                 .period = board->period,
                                 .window =
                                   *board->period == '\0' ? board->window : (ZhihuiWindow){ 0 } });
    }
}

/* ---- data ---- */

/* (nullable): the rated shares of the units of a board of satisfaction */
static const ZhihuiRanking *
find_shares (const ZhihuiReportRequest *request, const ZhihuiRanking *ranking)
{
  g_autofree char *name = name_rated (ranking->peer);

  if (!request->is_for_programs || ranking->metric != ZHIHUI_METRIC_SATISFIED_RATE)
    return NULL;
  return zhihui_report_answers_get (request->answers, name);
}

/* The board is there, whole; FALSE with an error that says what is the matter. */
static gboolean
check_ranking (const ZhihuiRanking *ranking,
               ZhihuiBoard          board,
               const ZhihuiPeer    *peer,
               GError             **error)
{
  if (ranking != NULL && zhihui_ranking_is_whole (ranking))
    return TRUE;
  g_set_error (
    error,
    ZHIHUI_ERROR,
    ranking == NULL ? ZHIHUI_ERROR_NOT_FOUND : ZHIHUI_ERROR_INVALID,
    ranking == NULL ? _ ("The board “%s” of “%s” could not be read")
                    : _ ("The board “%s” of “%s” was not read to its end"),
    g_dgettext (GETTEXT_PACKAGE, zhihui_metric_get_traits (zhihui_board_get_metric (board))->title),
    peer->label);
  return FALSE;
}

/* Every board wanted, in their fixed order within peer groups in the platform's order. A board that
 * the platform does not count is left out. */
gboolean
zhihui_part_boards_visit (const ZhihuiReportRequest *request,
                          const ZhihuiTemplatePart  *part,
                          ZhihuiBoardFunc            visit,
                          gpointer                   user_data,
                          GError                   **error)
{
  g_autoptr (GPtrArray) peers = zhihui_report_list_peers (request);
  guint n_boards = 0;

  for (guint i = 0; i < peers->len; i++)
    for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
      {
        const ZhihuiPeer *peer = peers->pdata[i];
        ZhihuiRanking    *ranking;

        if (!wants_peer (part, peer) || !wants_board (request, part, board) ||
            zhihui_report_is_absent (request, board, peer->id))
          continue;
        ranking = zhihui_situation_get_ranking (request->situation, board, peer->id);
        if (!check_ranking (ranking, board, peer, error))
          return FALSE;
        n_boards++;
        visit (request, ranking, peer, user_data);
      }
  if (n_boards > 0)
    return TRUE;

  g_set_error_literal (error,
                       ZHIHUI_ERROR,
                       ZHIHUI_ERROR_NOT_FOUND,
                       _ ("This platform offers none of the boards asked for"));
  return FALSE;
}

static void
append_board (const ZhihuiReportRequest *request,
              ZhihuiRanking             *ranking,
              const ZhihuiPeer          *peer,
              gpointer                   user_data)
{
  zhihui_board_csv_append_report (user_data,
                                  ranking,
                                  find_shares (request, ranking),
                                  zhihui_situation_get_zone (request->situation),
                                  zhihui_situation_get_meta (request->situation)->rule_version);
}

/* Every row of every board. */
gboolean
zhihui_part_boards_append_csv (const ZhihuiReportRequest *request,
                               const ZhihuiTemplatePart  *part,
                               GString                   *csv,
                               GError                   **error)
{
  zhihui_board_csv_append_report_head (csv);
  return zhihui_part_boards_visit (request, part, append_board, csv, error);
}

/* Of which days, by which of their times, and from how many cases on. */
static char *
describe_board (const ZhihuiReportRequest *request, const ZhihuiRanking *ranking)
{
  const char *basis = zhihui_basis_get_words (ranking->basis);
  const char *order =
    zhihui_board_table_is_shrunk (ranking) ? _ ("; ordered by the shrunk value") : "";
  g_autofree char *span = zhihui_report_format_span (request, &ranking->window, ranking->as_of);

  if (ranking->min_n == 0)
    /* Translators: days of the figures, by which of their times, how they are ordered */
    return g_strdup_printf (_ ("%1$s, %2$s%3$s"), span, basis, order);
  /* Translators: as before, with the smallest number that is ranked */
  return g_strdup_printf (
    _ ("%1$s, %2$s; ranked from n = %4$u on%3$s"), span, basis, order, ranking->min_n);
}

static char *
make_note (const ZhihuiReportRequest *request, const ZhihuiRanking *ranking)
{
  char            *note = describe_board (request, ranking);
  g_autofree char *whole = NULL;

  if (zhihui_part_name_tier (ranking->tier) == NULL)
    return note;
  whole = note;
  /* Translators: of what a board is, which third of its group is ranked */
  return g_strdup_printf (
    _ ("%1$s; only a third of the group: %2$s"), whole, zhihui_part_name_tier (ranking->tier));
}

static void
add_board (const ZhihuiReportRequest *request,
           ZhihuiRanking             *ranking,
           const ZhihuiPeer          *peer,
           gpointer                   user_data)
{
  ZhihuiDataTable *table =
    zhihui_board_table_new (ranking,
                            peer->label,
                            find_shares (request, ranking),
                            zhihui_situation_get_meta (request->situation)->rule_version);
  g_autofree char *note = make_note (request, ranking);

  zhihui_data_table_set_note (table, note);
  g_ptr_array_add (user_data, table);
}

gboolean
zhihui_part_boards_add_tables (const ZhihuiReportRequest *request,
                               const ZhihuiTemplatePart  *part,
                               GPtrArray                 *tables,
                               GError                   **error)
{
  return zhihui_part_boards_visit (request, part, add_board, tables, error);
}

/* ---- paper ---- */

/* Of one peer group, or of a third of it: where it has got to. */
typedef struct
{
  const ZhihuiReportRequest *request;
  const ZhihuiTemplatePart  *part;
  ZhihuiPaper               *paper;
  ZhihuiPrintedBoard         boards[ZHIHUI_BOARDS_MAX];
  guint                      n_boards;
  gboolean                   is_fresh; /* the source was, when it was read */
} Printing;

static void
flush (Printing *self)
{
  if (self->n_boards > 0)
    zhihui_board_block_add (self->paper, self->boards, self->n_boards);
  for (guint i = 0; i < self->n_boards; i++)
    zhihui_ranking_unref (self->boards[i].ranking);
  self->n_boards = 0;
}

/* Of figures that are not of now each table says of when they are, also when it is cut out. */
static char *
date_title (Printing *self, const ZhihuiRanking *ranking, char *title)
{
  ZhihuiZone      *zone = zhihui_situation_get_zone (self->request->situation);
  g_autofree char *undated = title;
  g_autofree char *as_of = NULL;

  if (self->is_fresh)
    return g_steal_pointer (&undated);
  as_of = zhihui_format_moment (zone, ranking->as_of, ranking->as_of + 2 * 86400);
  /* Translators: title of a table, when its figures are of */
  return g_strdup_printf (_ ("%1$s (as of %2$s)"), title, as_of);
}

/**
 * zhihui_part_name_tier:
 *
 * Returns: (nullable): which third of a peer group, for people; %NULL of all of it
 */
const char *
zhihui_part_name_tier (guint tier)
{
  static const char *const tiers[] = {
    NULL, N_ ("most cases"), N_ ("middle"), N_ ("fewest cases")
  };

  return tier == 0 || tier >= G_N_ELEMENTS (tiers) ? NULL : _ (tiers[tier]);
}

static char *
make_title (Printing *self, const ZhihuiPeer *peer, const ZhihuiRanking *ranking, guint tier)
{
  const char *metric = _ (zhihui_metric_get_traits (ranking->metric)->title);
  guint       number = zhihui_paper_count_table (self->paper);
  /* Translators: title of a board, whose units stand in another order than by their rates */
  g_autofree char *shrunk = zhihui_board_table_is_shrunk (ranking)
                              ? g_strdup_printf (_ ("%s, ranked by the shrunk value"), metric)
                              : NULL;
  const char      *title = shrunk != NULL ? shrunk : metric;

  /* It was asked for, not made here. */
  if (tier == 0)
    tier = ranking->tier;
  /* Translators: number of the table, peer group, title of the board */
  if (zhihui_part_name_tier (tier) == NULL)
    return date_title (
      self, ranking, g_strdup_printf (_ ("Table %1$u   %2$s: %3$s"), number, peer->label, title));
  /* Translators: number of the table, peer group, which third of it, title of the board */
  return date_title (self,
                     ranking,
                     g_strdup_printf (_ ("Table %1$u   %2$s, %3$s: %4$s"),
                                      number,
                                      peer->label,
                                      zhihui_part_name_tier (tier),
                                      title));
}

/* @tier: 0 all of the group. */
static void
add_group (Printing *self, const ZhihuiPeer *peer, guint tier)
{
  guint n_beside = zhihui_board_block_count_beside (zhihui_paper_get_sheet (self->paper));

  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      ZhihuiRanking *ranking =
        zhihui_situation_get_ranking (self->request->situation, board, peer->id);

      if (ranking == NULL || !wants_board (self->request, self->part, board))
        continue;
      ranking = tier == 0 ? zhihui_ranking_ref (ranking) : zhihui_tier_board_new (ranking, tier);
      self->boards[self->n_boards++] =
        (ZhihuiPrintedBoard){ ranking, make_title (self, peer, ranking, tier) };
      if (self->n_boards == n_beside)
        flush (self);
    }
  flush (self);
}

/* The platform told the third of each unit. */
static gboolean
has_tiers (const Printing *self, const ZhihuiPeer *peer)
{
  if (!zhihui_template_part_is_on (self->part, "tiers"))
    return FALSE;
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      ZhihuiRanking *ranking =
        zhihui_situation_get_ranking (self->request->situation, board, peer->id);

      if (ranking != NULL && wants_board (self->request, self->part, board) &&
          !zhihui_tier_board_can (ranking))
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_units (const ZhihuiRanking *ranking, guint tier)
{
  for (guint i = 0; i < ranking->n_scores; i++)
    if (ranking->scores[i].tier == tier)
      return TRUE;
  for (guint i = 0; i < ranking->n_unranked_sent; i++)
    if (ranking->unranked[i].tier == tier)
      return TRUE;
  return FALSE;
}

static gboolean
is_empty (const Printing *self, const ZhihuiPeer *peer, guint tier)
{
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      ZhihuiRanking *ranking =
        zhihui_situation_get_ranking (self->request->situation, board, peer->id);

      if (ranking != NULL && wants_board (self->request, self->part, board) &&
          has_units (ranking, tier))
        return FALSE;
    }
  return TRUE;
}

/* Thirds of a group of one or two units that nobody is in are told in a line. */
static void
add_thirds (Printing *self, const ZhihuiPeer *peer)
{
  g_autoptr (GString) empty = g_string_new (NULL);
  g_autofree char *line = NULL;

  for (guint tier = 1; tier <= ZHIHUI_N_TIERS; tier++)
    if (!is_empty (self, peer, tier))
      add_group (self, peer, tier);
    else
      g_string_append_printf (
        empty, "%s%s", empty->len > 0 ? C_ ("list", ", ") : "", zhihui_part_name_tier (tier));
  if (empty->len == 0)
    return;
  /* Translators: peer group; thirds of it, as “middle, fewest cases” */
  line = g_strdup_printf (_ ("%1$s: no unit is in these thirds: %2$s."), peer->label, empty->str);
  zhihui_paper_add_paragraph (self->paper, line, ZHIHUI_WORDS_NOTE);
  zhihui_paper_add_space (self->paper, 8);
}

/* How to read the marks, once, under the first group. */
static void
add_note (ZhihuiPaper *paper, gboolean is_shrunk)
{
  if (is_shrunk)
    zhihui_paper_add_paragraph (
      paper,
      _ (
        "Rates are ranked by the shrunk value that stands before them: the fewer cases a unit has, "
        "the nearer it is to the rate of the group. ◆ significantly worse than the group, △ "
        "significantly better, by the 95 % Wilson interval of the unit’s own rate. Otherwise "
        "neighbouring ranks do not show a difference. Definitions and units not ranked stand at "
        "the end."),
      ZHIHUI_WORDS_NOTE);
  else
    zhihui_paper_add_paragraph (
      paper,
      _ ("◆ significantly worse than the group, △ significantly better: the 95 % Wilson interval "
         "excludes the group’s rate. Otherwise neighbouring ranks do not show a difference. The "
         "line "
         "is the interval, the upright stroke the group’s rate. Definitions and units not ranked "
         "stand at the end."),
      ZHIHUI_WORDS_NOTE);
  zhihui_paper_add_space (paper, 8);
}

/* The boards of each peer group, as many beside each other as there is room for. */
void
zhihui_part_add_boards (const ZhihuiReportRequest *request,
                        const ZhihuiTemplatePart  *part,
                        ZhihuiPaper               *paper)
{
  g_autoptr (GPtrArray) peers = zhihui_report_list_peers (request);
  Printing         self = { .request = request, .part = part, .paper = paper };
  gboolean         is_first = TRUE;
  g_autofree char *source = zhihui_part_describe_source (request, &self.is_fresh);

  for (guint i = 0; i < peers->len; i++)
    {
      const ZhihuiPeer *peer = peers->pdata[i];
      guint             from = zhihui_paper_get_n_blocks (paper);

      if (!wants_peer (part, peer))
        continue;
      if (has_tiers (&self, peer))
        add_thirds (&self, peer);
      else
        add_group (&self, peer, 0);
      if (zhihui_paper_get_n_blocks (paper) > from)
        {
          ZhihuiBlock *block = zhihui_paper_get_block (paper, from);

          block->entry = g_strdup (peer->label);
          block->anchor = g_strdup_printf ("boards-%u", i + 1);
        }
      if (is_first)
        add_note (paper, zhihui_report_is_shrunk (request));
      is_first = FALSE;
    }
}
