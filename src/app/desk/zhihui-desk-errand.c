/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-errand.h"

#include <glib/gi18n-lib.h>

#include "zhihui-error.h"
#include "zhihui-source.h"

/**
 * ZhihuiDeskErrand:
 *
 * One thing that the user told the platform: from the moment they said it until it is there, or
 * undone. Emits "changed" when its state did.
 */
struct _ZhihuiDeskErrand
{
  GObject parent_instance;

  const char       *kind;           /* static: "supervise", for a record without words */
  gint64            told_at;        /* epoch seconds, by this machine's clock */
  char             *subject, *what; /* owned, never NULL */
  char             *group;          /* owned, nullable: those of one group are undone together */
  char             *path;           /* owned, never NULL */
  char             *if_match;       /* owned, nullable */
  GBytes           *body;           /* owned, never NULL */
  ZhihuiErrandState state;
  gint64            due_us;  /* monotonic: when it is sent */
  GError           *error;   /* owned, nullable: why it failed last */
  gboolean          is_open; /* once it failed, nobody knew whether it had arrived */
  GBytes           *answer;  /* owned, nullable: once it is sent */

  char             *proof_path; /* owned, nullable: what says that it is there already */
  ZhihuiErrandProof proof;
  gpointer          proof_data;
  GDestroyNotify    proof_destroy; /* nullable: of @proof_data */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZhihuiDeskErrand, zhihui_desk_errand, G_TYPE_OBJECT)

static void
zhihui_desk_errand_finalize (GObject *object)
{
  ZhihuiDeskErrand *self = ZHIHUI_DESK_ERRAND (object);

  g_free (self->subject);
  g_free (self->group);
  g_free (self->what);
  g_free (self->path);
  g_free (self->if_match);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->answer, g_bytes_unref);
  g_clear_error (&self->error);
  g_free (self->proof_path);
  if (self->proof_destroy != NULL)
    self->proof_destroy (self->proof_data);
  G_OBJECT_CLASS (zhihui_desk_errand_parent_class)->finalize (object);
}

static void
zhihui_desk_errand_class_init (ZhihuiDeskErrandClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zhihui_desk_errand_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new (
    "changed", ZHIHUI_TYPE_DESK_ERRAND, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zhihui_desk_errand_init (ZhihuiDeskErrand *self)
{
}

/**
 * zhihui_desk_errand_new:
 * @subject: what it is about, for the page that shows that: "alert:a-17", "case:c-5"
 * @what: for the user: "督办案件 c-5"
 * @path: of the platform's API
 * @if_match: (nullable): the etag of what the user saw
 * @body: JSON; with an id of its own where the platform knows such, so that it can be told again
 *
 * Returns: (transfer full): an errand that nobody carries yet
 */
ZhihuiDeskErrand *
zhihui_desk_errand_new (
  const char *subject, const char *what, const char *path, const char *if_match, const char *body)
{
  ZhihuiDeskErrand *self = g_object_new (ZHIHUI_TYPE_DESK_ERRAND, NULL);

  self->kind = "";
  self->told_at = g_get_real_time () / G_USEC_PER_SEC;
  self->subject = g_strdup (subject);
  self->what = g_strdup (what);
  self->path = g_strdup (path);
  self->if_match = g_strdup (if_match);
  self->body = g_bytes_new (body, strlen (body));
  return self;
}

/**
 * zhihui_desk_errand_set_kind:
 * @kind: (transfer none): static text: what it does, without whom it is about: "supervise"
 */
void
zhihui_desk_errand_set_kind (ZhihuiDeskErrand *self, const char *kind)
{
  g_return_if_fail (ZHIHUI_IS_DESK_ERRAND (self) && kind != NULL);

  self->kind = kind;
}

/**
 * zhihui_desk_errand_get_kind:
 *
 * Returns: (transfer none): what it does, "" not said
 */
const char *
zhihui_desk_errand_get_kind (ZhihuiDeskErrand *self)
{
  return self->kind;
}

/**
 * zhihui_desk_errand_set_group:
 * @group: unique: those that the user told at once have the same
 */
void
zhihui_desk_errand_set_group (ZhihuiDeskErrand *self, const char *group)
{
  g_return_if_fail (ZHIHUI_IS_DESK_ERRAND (self));

  g_free (self->group);
  self->group = g_strdup (group);
}

/**
 * zhihui_desk_errand_get_group:
 *
 * Returns: (transfer none) (nullable): which others are undone with it
 */
const char *
zhihui_desk_errand_get_group (ZhihuiDeskErrand *self)
{
  return self->group;
}

/**
 * zhihui_desk_errand_get_told_at:
 *
 * Returns: when the user told it: epoch seconds, by this machine's clock
 */
gint64
zhihui_desk_errand_get_told_at (ZhihuiDeskErrand *self)
{
  return self->told_at;
}

/**
 * zhihui_desk_errand_set_proof:
 * @path: of the platform's API
 * @proof: (scope notified): judges what is answered there
 *
 * Where the platform says that something has changed meanwhile, that may be this very errand, whose
 * answer was lost: @path tells.
 */
void
zhihui_desk_errand_set_proof (ZhihuiDeskErrand *self,
                              const char       *path,
                              ZhihuiErrandProof proof,
                              gpointer          user_data,
                              GDestroyNotify    destroy)
{
  g_return_if_fail (ZHIHUI_IS_DESK_ERRAND (self) && self->proof == NULL);

  self->proof_path = g_strdup (path);
  self->proof = proof;
  self->proof_data = user_data;
  self->proof_destroy = destroy;
}

/**
 * zhihui_desk_errand_get_proof_path:
 *
 * Returns: (transfer none) (nullable): what tells that it is there already
 */
const char *
zhihui_desk_errand_get_proof_path (ZhihuiDeskErrand *self)
{
  return self->proof_path;
}

/**
 * zhihui_desk_errand_is_proven:
 * @answer: what the platform answered there
 *
 * Returns: whether what it tells is so already
 */
gboolean
zhihui_desk_errand_is_proven (ZhihuiDeskErrand *self, GBytes *answer)
{
  return self->proof != NULL && self->proof (answer, self->proof_data);
}

/**
 * zhihui_desk_errand_get_subject:
 *
 * Returns: (transfer none): what it is about: "alert:a-17"
 */
const char *
zhihui_desk_errand_get_subject (ZhihuiDeskErrand *self)
{
  return self->subject;
}

/**
 * zhihui_desk_errand_get_what:
 *
 * Returns: (transfer none): what the user did, for the user
 */
const char *
zhihui_desk_errand_get_what (ZhihuiDeskErrand *self)
{
  return self->what;
}

/**
 * zhihui_desk_errand_get_path:
 *
 * Returns: (transfer none): where it goes
 */
const char *
zhihui_desk_errand_get_path (ZhihuiDeskErrand *self)
{
  return self->path;
}

/**
 * zhihui_desk_errand_get_if_match:
 *
 * Returns: (transfer none) (nullable): the etag of what the user saw
 */
const char *
zhihui_desk_errand_get_if_match (ZhihuiDeskErrand *self)
{
  return self->if_match;
}

/**
 * zhihui_desk_errand_get_body:
 *
 * Returns: (transfer none): what is sent, each time the same
 */
GBytes *
zhihui_desk_errand_get_body (ZhihuiDeskErrand *self)
{
  return self->body;
}

/**
 * zhihui_desk_errand_get_state:
 *
 * Returns: where it is
 */
ZhihuiErrandState
zhihui_desk_errand_get_state (ZhihuiDeskErrand *self)
{
  return self->state;
}

/**
 * zhihui_desk_errand_get_due_us:
 *
 * Returns: monotonic microseconds: when it is sent, if it waits
 */
gint64
zhihui_desk_errand_get_due_us (ZhihuiDeskErrand *self)
{
  return self->due_us;
}

/**
 * zhihui_desk_errand_get_error:
 *
 * Returns: (transfer none) (nullable): why it failed
 */
const GError *
zhihui_desk_errand_get_error (ZhihuiDeskErrand *self)
{
  return self->error;
}

/**
 * zhihui_desk_errand_may_have_arrived:
 *
 * Returns: whether the platform may have it, though nobody has heard so: what fails for certain
 * after it has failed once with its answer lost may be there since then
 */
gboolean
zhihui_desk_errand_may_have_arrived (ZhihuiDeskErrand *self)
{
  return self->state == ZHIHUI_ERRAND_SENDING || self->is_open;
}

/**
 * zhihui_desk_errand_get_answer:
 *
 * Returns: (transfer none) (nullable): what the platform answered, once it is sent
 */
GBytes *
zhihui_desk_errand_get_answer (ZhihuiDeskErrand *self)
{
  return self->answer;
}

/**
 * zhihui_desk_errand_is_worth_again:
 *
 * Returns: whether it has failed in a way that may be different next time: what the platform
 * refuses, and what does not fit any more, it refuses again
 */
gboolean
zhihui_desk_errand_is_worth_again (ZhihuiDeskErrand *self)
{
  return self->state == ZHIHUI_ERRAND_FAILED &&
         (g_error_matches (self->error, ZHIHUI_ERROR, ZHIHUI_ERROR_OFFLINE) ||
          g_error_matches (self->error, ZHIHUI_ERROR, ZHIHUI_ERROR_FAILED) ||
          self->error->domain != ZHIHUI_ERROR);
}

/**
 * zhihui_desk_errand_describe:
 * @now_us: monotonic
 *
 * Returns: (transfer full): where it is, for the user
 */
char *
zhihui_desk_errand_describe (ZhihuiDeskErrand *self, gint64 now_us)
{
  int left_s = (int) (MAX (self->due_us - now_us + G_USEC_PER_SEC - 1, 0) / G_USEC_PER_SEC);

  switch (self->state)
    {
    case ZHIHUI_ERRAND_WAITING:
      return g_strdup_printf (
        ngettext ("Sending in %d second", "Sending in %d seconds", (gulong) left_s), left_s);
    case ZHIHUI_ERRAND_SENDING:
      return g_strdup (_ ("Being sent"));
    case ZHIHUI_ERRAND_SENT:
      return g_strdup (_ ("The platform has it"));
    case ZHIHUI_ERRAND_FAILED:
      return g_strdup (self->error->message);
    case ZHIHUI_ERRAND_UNDONE:
    default:
      return g_strdup (_ ("Undone, nothing was sent"));
    }
}

/**
 * zhihui_desk_errand_make_line:
 * @now_us: monotonic
 *
 * Returns: (transfer full): what the user did, and where it is
 */
char *
zhihui_desk_errand_make_line (ZhihuiDeskErrand *self, gint64 now_us)
{
  g_autofree char *where = zhihui_desk_errand_describe (self, now_us);

  if (self->state == ZHIHUI_ERRAND_FAILED && !zhihui_source_says_whether_sent (self->error))
    /* Translators: what was told, e.g. an instruction on a case; why it was not sent */
    return g_strdup_printf (_ ("Not sent: %1$s — %2$s"), self->what, where);
  return g_strdup_printf (_ ("%s: %s"), self->what, where);
}

/**
 * zhihui_desk_errand_wait:
 * @due_us: monotonic: when it is sent
 */
void
zhihui_desk_errand_wait (ZhihuiDeskErrand *self, gint64 due_us)
{
  self->due_us = due_us;
  zhihui_desk_errand_set_state (self, ZHIHUI_ERRAND_WAITING);
}

/**
 * zhihui_desk_errand_set_state:
 * @state: where it is now
 */
void
zhihui_desk_errand_set_state (ZhihuiDeskErrand *self, ZhihuiErrandState state)
{
  g_return_if_fail (ZHIHUI_IS_DESK_ERRAND (self));

  self->state = state;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * zhihui_desk_errand_succeed:
 * @answer: of the platform
 */
void
zhihui_desk_errand_succeed (ZhihuiDeskErrand *self, GBytes *answer)
{
  g_clear_error (&self->error);
  g_clear_pointer (&self->answer, g_bytes_unref);
  self->answer = g_bytes_ref (answer);
  zhihui_desk_errand_set_state (self, ZHIHUI_ERRAND_SENT);
}

/* As zhihui_source_tell_finish() says it. */
static gboolean
leaves_open (const GError *error)
{
  return error->domain != ZHIHUI_ERROR || error->code == ZHIHUI_ERROR_FAILED;
}

/**
 * zhihui_desk_errand_fail:
 * @error: why
 */
void
zhihui_desk_errand_fail (ZhihuiDeskErrand *self, const GError *error)
{
  self->is_open |= leaves_open (error);
  g_clear_error (&self->error);
  self->error = g_error_copy (error);
  zhihui_desk_errand_set_state (self, ZHIHUI_ERRAND_FAILED);
}
