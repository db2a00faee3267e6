/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-teller.h"

#include "zhihui-topics.h"

#define MAX_TOPICS_BYTES 512
#define MAX_ID_BYTES 32
#define MAX_IN_VAIN 3 /* then counts are not waited for, but made */

struct _ZhihuiTeller
{
  ZhihuiPlatform      *platform; /* borrowed */
  ZhihuiPins          *pins;     /* borrowed */
  ZhihuiChangeJournal *journal;  /* owned, NULL: it could not be read yet */
  ZhihuiStream        *stream;   /* owned, as the journal */
  guint                moment;   /* at which it was looked last */
  guint64              n_looks;
  gboolean             is_waiting; /* for counts of topics */
  guint                n_in_vain;  /* since they came in time */
};

/**
 * zhihui_teller_new:
 * @platform: (transfer none): must outlive it
 * @pins: (transfer none): must outlive it
 */
ZhihuiTeller *
zhihui_teller_new (ZhihuiPlatform *platform, ZhihuiPins *pins)
{
  ZhihuiTeller *self = g_new0 (ZhihuiTeller, 1);

  self->platform = platform;
  self->pins = pins;
  return self;
}

void
zhihui_teller_free (ZhihuiTeller *self)
{
  ZhihuiEngineAhead *ahead = zhihui_platform_get_ahead (self->platform);

  if (ahead != NULL)
    zhihui_engine_ahead_wait_no_more (ahead, self);
  g_clear_pointer (&self->stream, zhihui_stream_free);
  g_clear_pointer (&self->journal, zhihui_change_journal_free);
  g_free (self);
}

/* Nobody has listened before: from the first listener on changes are looked for. */
static gboolean
open_journal (ZhihuiTeller *self)
{
  g_autofree char *source = NULL;
  g_autoptr (GError) error = NULL;

  if (self->journal != NULL)
    return TRUE;

  self->journal = zhihui_change_journal_new (zhihui_platform_get_store (self->platform), &error);
  if (self->journal == NULL)
    {
      g_warning ("stream: %s", error->message);
      return FALSE;
    }

  source = g_strconcat ("/platform/", zhihui_platform_get_region (self->platform), NULL);
  self->stream =
    zhihui_stream_new (self->journal, source, zhihui_platform_get_zone (self->platform));
  return TRUE;
}

static void
look_again_cb (gpointer user_data)
{
  ZhihuiTeller *self = user_data;

  self->is_waiting = FALSE;
  zhihui_teller_look (self);
}

/* NULL: what they are counted from is not there yet; then it is looked again. */
static GHashTable *
read_topics (ZhihuiTeller *self)
{
  ZhihuiEngineAhead *ahead = zhihui_platform_get_ahead (self->platform);
  gboolean           may_wait = ahead != NULL && self->n_in_vain < MAX_IN_VAIN;
  GHashTable        *tags;

  if (may_wait)
    zhihui_engine_ahead_begin (ahead);
  tags = zhihui_topics_read (self->platform, self->pins);
  if (!may_wait || !zhihui_engine_ahead_end (ahead))
    {
      self->n_in_vain = 0;
      return tags;
    }

  g_hash_table_unref (tags);
  self->n_in_vain++;
  self->is_waiting = TRUE;
  zhihui_figures_forget (zhihui_platform_get_figures (self->platform));
  zhihui_engine_ahead_wait (ahead, look_again_cb, self);
  return NULL;
}

static void
note_changes (ZhihuiTeller *self)
{
  guint moment = zhihui_platform_get_moment (self->platform);
  g_autoptr (GHashTable) tags = NULL;
  g_autofree char *topics = NULL;
  g_autoptr (GError) error = NULL;

  if (moment == self->moment || self->is_waiting)
    return;

  tags = read_topics (self);
  if (tags == NULL)
    return;
  self->n_looks++;
  topics =
    zhihui_change_journal_note (self->journal, tags, g_get_real_time () / G_USEC_PER_SEC, &error);
  if (error != NULL)
    {
      g_warning ("stream: %s", error->message);
      return;
    }

  self->moment = moment;
  if (topics != NULL)
    zhihui_stream_tell (self->stream, topics);
}

/**
 * zhihui_teller_look:
 *
 * Call when the moment may have moved on. While nobody listens nothing is looked for: what changed
 * meanwhile is one change for the next who listens.
 */
void
zhihui_teller_look (ZhihuiTeller *self)
{
  if (self->stream != NULL && zhihui_stream_get_n_listeners (self->stream) > 0)
    note_changes (self);
}

/**
 * zhihui_teller_listen:
 * @query: (nullable): topics, and last_event_id for those who cannot set headers
 */
void
zhihui_teller_listen (ZhihuiTeller *self, ZhihuiExchange *exchange, const char *query)
{
  ZhihuiQuery          *asked = zhihui_query_new (query);
  ZhihuiListenerOptions options = { .sees_desk = (exchange->scopes & ZHIHUI_SCOPES_CASES) != 0 };
  const GPtrArray      *faults;

  options.topics = zhihui_query_get_text (asked, "topics", MAX_TOPICS_BYTES);
  options.last_event_id = zhihui_query_get_text (asked, "last_event_id", MAX_ID_BYTES);
  if (zhihui_exchange_get_header (exchange, "Last-Event-ID") != NULL)
    options.last_event_id = zhihui_exchange_get_header (exchange, "Last-Event-ID");

  faults = zhihui_query_finish (asked);
  if ((exchange->scopes & ZHIHUI_SCOPES_FIGURES) == 0)
    zhihui_exchange_send_problem (
      exchange, 403, "insufficient_scope", "this token may not see this", NULL);
  else if (faults->len > 0)
    zhihui_exchange_send_problem (exchange, 400, "bad_parameter", "a parameter is wrong", faults);
  else if (!open_journal (self))
    zhihui_exchange_send_problem (
      exchange, 503, "maintenance", "the journal of changes cannot be read", NULL);
  else
    {
      note_changes (self);
      if (!zhihui_stream_join (self->stream, exchange->message, &options))
        zhihui_exchange_send_problem (exchange, 503, "maintenance", "too many listen", NULL);
    }
  zhihui_query_free (asked);
}

void
zhihui_teller_end (ZhihuiTeller *self)
{
  if (self->stream != NULL)
    zhihui_stream_end (self->stream);
}

/**
 * zhihui_teller_get_stream:
 *
 * Returns: (transfer none) (nullable): %NULL before the first listener
 */
ZhihuiStream *
zhihui_teller_get_stream (ZhihuiTeller *self)
{
  return self->stream;
}

/**
 * zhihui_teller_get_n_looks:
 *
 * Returns: how often the topics were asked for, whoever listened
 */
guint64
zhihui_teller_get_n_looks (ZhihuiTeller *self)
{
  return self->n_looks;
}
