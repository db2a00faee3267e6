/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-seeker.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-asking.h"
#include "zhihui-unit-choice.h"
#include "zhihui-unit-row.h"
#include "zhihui-unit-spelling.h"
#include "zhihui-wire.h"

#define WORDS_PATH "/hotwords"
#define MOST_UNITS 8
#define MOST_WORDS 4
#define MOST_MEETINGS 4
#define MOST_BESIDE 1 /* of each, beside a board */

/**
 * ZhihuiDeskSeeker:
 *
 * Finds what is written or sounds so, wherever it is: units of every group, hot words, meetings;
 * and offers the cases, which the platform searches. The platform is asked for names when it is
 * searched first. Emits "changed" when more may be found.
 */
struct _ZhihuiDeskSeeker
{
  GObject parent_instance;

  ZhihuiDesk     *desk;   /* borrowed: of who has this */
  GCancellable   *asking; /* owned */
  GPtrArray      *rows;   /* (element-type ZhihuiUnitRow), owned: in the platform's order */
  ZhihuiHotWords *words;  /* owned, nullable: not told yet */
  gboolean        is_asked;
};

G_DEFINE_FINAL_TYPE (ZhihuiDeskSeeker, zhihui_desk_seeker, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
zhihui_desk_seeker_dispose (GObject *object)
{
  ZhihuiDeskSeeker *self = ZHIHUI_DESK_SEEKER (object);

  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->words, zhihui_hot_words_unref);

  G_OBJECT_CLASS (zhihui_desk_seeker_parent_class)->dispose (object);
}

static void
zhihui_desk_seeker_class_init (ZhihuiDeskSeekerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_desk_seeker_dispose;

  signals[CHANGED] = g_signal_new (
    "changed", ZHIHUI_TYPE_DESK_SEEKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zhihui_desk_seeker_init (ZhihuiDeskSeeker *self)
{
  self->asking = g_cancellable_new ();
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * zhihui_desk_seeker_new:
 * @desk: (transfer none): what is searched; lives longer
 *
 * Returns: (transfer full): knows nothing before it is asked
 */
ZhihuiDeskSeeker *
zhihui_desk_seeker_new (ZhihuiDesk *desk)
{
  ZhihuiDeskSeeker *self = g_object_new (ZHIHUI_TYPE_DESK_SEEKER, NULL);

  self->desk = desk;
  return self;
}

/* ---- what is known ---- */

static void
spelled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ZhihuiDeskSeeker *self = user_data; /* not touched when cancelled */

  if (zhihui_unit_spelling_finish (result, NULL))
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
take_units (ZhihuiDeskSeeker *self, ZhihuiUnits *units)
{
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < units->items->len; i++)
    g_ptr_array_add (self->rows, zhihui_unit_row_new (units->items->pdata[i]));
  zhihui_unit_spelling_async (self->rows, self->asking, spelled_cb, self);
}

static void
units_told_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  ZhihuiDeskSeeker *self = user_data; /* not touched when cancelled */
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiUnits) units = zhihui_asking_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->is_asked = units != NULL;
  if (units == NULL)
    return;
  take_units (self, units);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
words_told_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  ZhihuiDeskSeeker *self = user_data; /* not touched when cancelled */
  g_autoptr (GError) error = NULL;
  ZhihuiHotWords *words = zhihui_asking_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || words == NULL)
    return;
  g_clear_pointer (&self->words, zhihui_hot_words_unref);
  self->words = words;
  g_signal_emit (self, signals[CHANGED], 0);
}

/* What a page shows already need not be asked for. */
static void
ask (ZhihuiDeskSeeker *self)
{
  ZhihuiSource    *source = zhihui_desk_get_source (self->desk);
  ZhihuiSituation *situation = zhihui_desk_get_situation (self->desk);

  if (self->is_asked)
    return;
  self->is_asked = TRUE;
  if (zhihui_situation_get_units (situation) != NULL)
    take_units (self, zhihui_situation_get_units (situation));
  else
    zhihui_unit_choice_ask_async (source, self->asking, units_told_cb, self);
  if (self->words == NULL)
    zhihui_asking_async (source,
                         WORDS_PATH,
                         (ZhihuiDecodeFunc) zhihui_wire_decode_hot_words,
                         (GDestroyNotify) zhihui_hot_words_unref,
                         self->asking,
                         words_told_cb,
                         self);
}

/* ---- what is found ---- */

static void
hit_free (ZhihuiDeskHit *hit)
{
  g_free (hit->title);
  g_free (hit->note);
  g_variant_unref (hit->target);
  g_free (hit);
}

/* @title: (transfer full); @note: (nullable); @target: floating */
static void
add_hit (GPtrArray  *hits,
         const char *icon,
         char       *title,
         const char *note,
         const char *page,
         GVariant   *target)
{
  ZhihuiDeskHit *hit = g_new0 (ZhihuiDeskHit, 1);

  hit->icon = icon;
  hit->title = title;
  hit->note = g_strdup (note != NULL ? note : "");
  hit->page = page;
  hit->target = g_variant_ref_sink (target);
  g_ptr_array_add (hits, hit);
}

static GPtrArray *
get_peers (ZhihuiDeskSeeker *self)
{
  ZhihuiMeta *meta = zhihui_situation_get_meta (zhihui_desk_get_situation (self->desk));

  return meta != NULL ? meta->peers : NULL;
}

static void
add_units (ZhihuiDeskSeeker *self, GPtrArray *hits, const char *folded)
{
  GPtrArray *peers = get_peers (self);
  guint      n = 0;

  for (guint i = 0; i < self->rows->len && n < MOST_UNITS; i++)
    {
      const ZhihuiUnit *unit = zhihui_unit_row_get_unit (self->rows->pdata[i]);
      const ZhihuiPeer *peer;

      if (!zhihui_unit_row_matches (self->rows->pdata[i], folded))
        continue;
      peer = peers != NULL ? zhihui_peer_find (peers, unit->peer) : NULL;
      add_hit (hits,
               "avatar-default-symbolic",
               g_strdup (unit->name),
               peer != NULL ? peer->label : NULL,
               "portrait",
               g_variant_new_parsed ("{'unit': <%s>}", unit->id));
      n++;
    }
}

/* One a group, for who looks at the boards of @here: the board is another there. */
static void
add_groups (ZhihuiDeskSeeker *self, GPtrArray *hits, const char *folded, const char *here)
{
  GPtrArray *peers = get_peers (self);

  for (guint p = 0; peers != NULL && p < peers->len; p++)
    {
      const ZhihuiPeer *peer = peers->pdata[p];
      const char       *first = NULL;
      guint             n = 0;

      for (guint i = 0; i < self->rows->len && !g_str_equal (peer->id, here); i++)
        {
          const ZhihuiUnit *unit = zhihui_unit_row_get_unit (self->rows->pdata[i]);

          if (!g_str_equal (unit->peer, peer->id) ||
              !zhihui_unit_row_matches (self->rows->pdata[i], folded))
            continue;
          first = n++ == 0 ? unit->id : first;
        }
      if (n > 0)
        /* Translators: how many units, and in which group of them */
        add_hit (hits,
                 "view-list-ordered-symbolic",
                 g_strdup_printf (ngettext ("%u in %s", "%u in %s", n), n, peer->label),
                 NULL,
                 "rankings",
                 g_variant_new_parsed ("{'peer': <%s>, 'unit': <%s>}", peer->id, first));
    }
}

static gboolean
is_written_in (const char *text, const char *folded)
{
  g_autofree char *other = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return other != NULL && strstr (other, folded) != NULL;
}

static void
add_words (
  ZhihuiDeskSeeker *self, GPtrArray *hits, const char *folded, guint most, const char *page)
{
  ZhihuiHotWords *told = zhihui_situation_get_hot_words (zhihui_desk_get_situation (self->desk));
  ZhihuiHotWords *words = told != NULL ? told : self->words;
  guint           n = 0;

  for (guint i = 0; words != NULL && i < words->items->len && n < most; i++)
    {
      const ZhihuiHotWord *word = words->items->pdata[i];
      g_autofree char     *note = NULL;

      if (!is_written_in (word->word, folded))
        continue;
      note = g_strdup_printf (ngettext ("hot word, %u time in 7 days",
                                        "hot word, %u times in 7 days",
                                        (gulong) word->count),
                              (guint) word->count);
      add_hit (hits,
               "zhihui-trend-symbolic",
               g_strdup (word->word),
               note,
               page,
               g_variant_new_parsed ("{'q': <%s>}", word->word));
      n++;
    }
}

static void
add_meetings (ZhihuiDeskSeeker *self, GPtrArray *hits, const char *folded, guint most)
{
  ZhihuiMeetings *meetings = zhihui_situation_get_meetings (zhihui_desk_get_situation (self->desk));
  guint           n = 0;

  for (guint i = 0; meetings != NULL && i < meetings->items->len && n < most; i++)
    {
      const ZhihuiMeeting *meeting = meetings->items->pdata[i];

      if (!is_written_in (meeting->title, folded))
        continue;
      add_hit (hits,
               "camera-video-symbolic",
               g_strdup (meeting->title),
               _ ("Case review"),
               "review",
               g_variant_new_parsed ("{'meeting': <%s>}", meeting->id));
      n++;
    }
}

/**
 * zhihui_desk_seeker_find:
 * @text: as it is typed
 * @peer: (nullable): the group whose boards are searched already: of the others, how many units fit
 *
 * The past keeps no cases: what leads to them leads to the words there.
 *
 * Returns: (transfer full) (element-type ZhihuiDeskHit): what is found now, see "changed"
 */
GPtrArray *
zhihui_desk_seeker_find (ZhihuiDeskSeeker *self, const char *text, const char *peer)
{
  GPtrArray       *hits = g_ptr_array_new_with_free_func ((GDestroyNotify) hit_free);
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autofree char *folded = g_utf8_casefold (stripped, -1);
  gboolean         is_past;

  g_return_val_if_fail (ZHIHUI_IS_DESK_SEEKER (self), hits);

  ask (self);
  if (*folded == '\0')
    return hits;
  is_past = zhihui_situation_is_past (zhihui_desk_get_situation (self->desk));
  if (peer != NULL)
    add_groups (self, hits, folded, peer);
  else
    add_units (self, hits, folded);
  if (!is_past)
    add_hit (hits,
             "x-office-document-symbolic",
             g_strdup_printf (_ ("Search the cases for “%s”"), stripped),
             NULL,
             "cases",
             g_variant_new_parsed ("{'q': <%s>}", stripped));
  add_words (
    self, hits, folded, peer != NULL ? MOST_BESIDE : MOST_WORDS, is_past ? "trends" : "cases");
  add_meetings (self, hits, folded, peer != NULL ? MOST_BESIDE : MOST_MEETINGS);
  return hits;
}

/**
 * zhihui_desk_seeker_show:
 * @hit: of zhihui_desk_seeker_find()
 */
void
zhihui_desk_seeker_show (ZhihuiDeskSeeker *self, const ZhihuiDeskHit *hit)
{
  g_autoptr (GVariant) target = g_variant_ref (hit->target);
  const char *unit;

  g_return_if_fail (ZHIHUI_IS_DESK_SEEKER (self));

  if (g_variant_lookup (target, "unit", "&s", &unit))
    zhihui_desk_set_unit (self->desk, unit);
  zhihui_desk_go (self->desk, hit->page, target);
}
