/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-parts-private.h"

#include "zhihui-format.h"
#include "zhihui-paper-text.h"
#include "zhihui-paper-words.h"
#include "zhihui-report-private.h"

#include <glib/gi18n-lib.h>

/* The units that no board ranks: those of too few cases with what they have, and apart from them
 * those that had none. */

#define UNITS_IN_PARAGRAPH 60
#define NAME_IN_LIST 60 /* characters of a name that is one of many in a paragraph */

/* A list of units as it is written. A list of a whole province is several paragraphs: one would be
 * laid out as a whole, in gigabytes. */
typedef struct
{
  ZhihuiPaper *paper;
  GString     *text; /* owned */
  guint        n, n_units;
} List;

/* @head: (transfer full): what stands before the first of @n_units */
static void
begin_list (List *self, ZhihuiPaper *paper, guint n_units, char *head)
{
  *self = (List){ paper, g_string_new (head), 0, n_units };
  g_free (head);
}

static void
add_unit (List *self, const ZhihuiScore *score, gboolean has_figures)
{
  g_autofree char *fraction = zhihui_format_fraction (score->k, score->n);
  g_autofree char *name = zhihui_paper_text_shorten (score->unit->short_name, NAME_IN_LIST);
  gboolean         is_last = ++self->n == self->n_units;

  g_string_append (self->text, name);
  if (has_figures)
    g_string_append_printf (self->text, " %s", fraction);
  g_string_append (self->text, is_last ? _ (".") : _ (", "));
  if (!is_last && self->n % UNITS_IN_PARAGRAPH != 0)
    return;
  zhihui_paper_add_paragraph (self->paper, self->text->str, ZHIHUI_WORDS_BODY);
  g_string_truncate (self->text, 0);
}

static void
end_list (List *self)
{
  zhihui_paper_add_paragraph (self->paper, self->text->str, ZHIHUI_WORDS_BODY);
  g_string_free (self->text, TRUE);
}

/* (nullable): that is wanted */
static ZhihuiRanking *
get_ranking (const ZhihuiReportRequest *request, const ZhihuiPeer *peer, ZhihuiBoard board)
{
  return zhihui_report_wants_board (request, board)
           ? zhihui_situation_get_ranking (request->situation, board, peer->id)
           : NULL;
}

static void
add_idle_of (GHashTable *busy, GHashTable *idle, const ZhihuiScore *scores, guint n)
{
  for (guint i = 0; i < n; i++)
    g_hash_table_add (scores[i].n > 0 ? busy : idle, scores[i].unit->id);
}

/* (element-type utf8): ids of the units that had no case in the days of any board. */
static GHashTable *
find_idle (const ZhihuiReportRequest *request, const ZhihuiPeer *peer)
{
  GHashTable *idle = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) busy = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer       id;

  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      const ZhihuiRanking *ranking = get_ranking (request, peer, board);

      if (ranking == NULL)
        continue;
      add_idle_of (busy, idle, ranking->scores, ranking->n_scores);
      add_idle_of (busy, idle, ranking->unranked, ranking->n_unranked_sent);
    }
  g_hash_table_iter_init (&iter, idle);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (g_hash_table_contains (busy, id))
      g_hash_table_iter_remove (&iter);
  return idle;
}

/* Those of @ranking that had cases, or (@is_none) none of what it counts, though of others. */
static void
add_units (const ZhihuiRanking *ranking,
           const ZhihuiPeer    *peer,
           GHashTable          *idle,
           gboolean             is_none,
           ZhihuiPaper         *paper)
{
  const char *title = _ (zhihui_metric_get_traits (ranking->metric)->title);
  g_autoptr (GPtrArray) units = g_ptr_array_new ();
  List list;

  for (guint i = 0; i < ranking->n_unranked_sent; i++)
    if ((ranking->unranked[i].n <= 0) == is_none &&
        !g_hash_table_contains (idle, ranking->unranked[i].unit->id))
      g_ptr_array_add (units, &ranking->unranked[i]);
  if (units->len == 0)
    return;
  begin_list (
    &list,
    paper,
    units->len,
    is_none
      /* Translators: peer group, title of the board, number of units */
      ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                      "%1$s, %2$s, nothing counted (%3$u unit): ",
                                      "%1$s, %2$s, nothing counted (%3$u units): ",
                                      units->len),
                         peer->label,
                         title,
                         units->len)
      /* Translators: peer group, title of the board, number of units */
      : g_strdup_printf (
          g_dngettext (
            GETTEXT_PACKAGE, "%1$s, %2$s (%3$u unit): ", "%1$s, %2$s (%3$u units): ", units->len),
          peer->label,
          title,
          units->len));
  for (guint i = 0; i < units->len; i++)
    add_unit (&list, units->pdata[i], !is_none);
  end_list (&list);
}

/* Each once, though no board ranks it. */
static void
add_idle (const ZhihuiReportRequest *request,
          const ZhihuiPeer          *peer,
          GHashTable                *idle,
          ZhihuiPaper               *paper)
{
  guint n_units = g_hash_table_size (idle);
  List  list;

  if (n_units == 0)
    return;
  /* Translators: peer group, number of units */
  begin_list (&list,
              paper,
              n_units,
              g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                            "%1$s, no case in these days (%2$u unit): ",
                                            "%1$s, no case in these days (%2$u units): ",
                                            n_units),
                               peer->label,
                               n_units));
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      const ZhihuiRanking *ranking = get_ranking (request, peer, board);

      for (guint i = 0; ranking != NULL && i < ranking->n_unranked_sent; i++)
        if (g_hash_table_remove (idle, ranking->unranked[i].unit->id))
          add_unit (&list, &ranking->unranked[i], FALSE);
    }
  end_list (&list);
}

/* Units too few to rank, with what they have. */
void
zhihui_part_add_unranked (const ZhihuiReportRequest *request,
                          const ZhihuiTemplatePart  *part,
                          ZhihuiPaper               *paper)
{
  g_autoptr (GPtrArray) peers = zhihui_report_list_peers (request);
  guint n_blocks;

  zhihui_paper_add_section (paper, _ ("Too few to rank"), "unranked");
  n_blocks = zhihui_paper_get_n_blocks (paper);
  for (guint i = 0; i < peers->len; i++)
    {
      const ZhihuiPeer *peer = peers->pdata[i];
      g_autoptr (GHashTable) idle = find_idle (request, peer);

      for (ZhihuiBoard board = ZHIHUI_BOARD_OVERDUE; board < ZHIHUI_N_BOARDS; board++)
        {
          const ZhihuiRanking *ranking = get_ranking (request, peer, board);

          if (ranking == NULL)
            continue;
          add_units (ranking, peer, idle, FALSE, paper);
          add_units (ranking, peer, idle, TRUE, paper);
        }
      add_idle (request, peer, idle, paper);
    }
  if (zhihui_paper_get_n_blocks (paper) == n_blocks)
    zhihui_paper_add_paragraph (paper, _ ("No unit."), ZHIHUI_WORDS_BODY);
}
