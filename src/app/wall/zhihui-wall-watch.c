/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-watch.h"

#include "zhihui-error.h"

#include <glib/gi18n-lib.h>

/* The wall of this session tells when it changes, but not each second. */
#define STATUS_EVERY_US (2 * G_TIME_SPAN_SECOND)
#define PICTURE_EVERY_US (5 * G_TIME_SPAN_SECOND)
#define WIDTH_MIN 160

struct _ZhihuiWallWatch
{
  GObject parent_instance;

  ZhihuiWallLine *line;        /* owned */
  GCancellable   *cancellable; /* owned: nobody looks any more */
  GCancellable   *telling;     /* owned: what the user wanted; it ends with the object alone */
  ZhihuiWallReach reach;
  char           *fault;             /* owned, nullable: why it does not answer */
  GVariant       *status;            /* owned, nullable: a{sv}, the last one */
  GdkTexture     *picture;           /* owned, nullable: of @screen */
  char           *screen;            /* owned: "" the first */
  guint           width;             /* px of the picture */
  gint64          asked_us, told_us; /* monotonic: the status, 0 never */
  gint64          looked_us;         /* monotonic: the picture, 0 never */
  gboolean        is_asking, is_looking;
  gboolean        is_due; /* what is being asked is old already */
};

G_DEFINE_FINAL_TYPE (ZhihuiWallWatch, zhihui_wall_watch, G_TYPE_OBJECT)

enum
{
  CHANGED,
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static ZhihuiWallReach
judge (ZhihuiWallWatch *self, const GError *error)
{
  gboolean is_remote = zhihui_wall_line_is_remote (self->line);

  if (g_error_matches (error, ZHIHUI_ERROR, ZHIHUI_ERROR_OFFLINE))
    return is_remote ? ZHIHUI_WALL_OFFLINE : ZHIHUI_WALL_ABSENT;
  if (g_error_matches (error, ZHIHUI_ERROR, ZHIHUI_ERROR_REFUSED))
    return ZHIHUI_WALL_REFUSED;

  return ZHIHUI_WALL_BROKEN;
}

static void
take_fault (ZhihuiWallWatch *self, const GError *error)
{
  self->reach = judge (self, error);
  g_free (self->fault);
  self->fault = g_strdup (error->message);
  g_clear_pointer (&self->status, g_variant_unref);
  g_clear_object (&self->picture);
}

static void ask (ZhihuiWallWatch *self, gint64 now_us);
static void look (ZhihuiWallWatch *self, gint64 now_us);

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
    zhihui_wall_line_call_finish (ZHIHUI_WALL_LINE (source), result, &error);
  ZhihuiWallWatch *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = ZHIHUI_WALL_WATCH (user_data);
  self->is_asking = FALSE;
  self->told_us = g_get_monotonic_time ();
  if (answer != NULL && !g_variant_is_of_type (answer, G_VARIANT_TYPE ("(a{sv})")))
    g_set_error_literal (&error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED, "");
  if (error != NULL)
    take_fault (self, error);
  else
    {
      self->reach = ZHIHUI_WALL_ANSWERS;
      g_clear_pointer (&self->fault, g_free);
      g_clear_pointer (&self->status, g_variant_unref);
      self->status = g_variant_get_child_value (answer, 0);
    }
  if (self->is_due)
    ask (self, self->told_us);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
ask (ZhihuiWallWatch *self, gint64 now_us)
{
  self->is_due = self->is_asking;
  if (self->is_asking)
    return;

  self->is_asking = TRUE;
  self->asked_us = now_us;
  zhihui_wall_line_call_async (
    self->line, "Status", g_variant_new ("()"), self->cancellable, asked_cb, self);
}

/* Of a picture that does not come the status tells why. */
static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) picture =
    zhihui_wall_line_look_finish (ZHIHUI_WALL_LINE (source), result, &error);
  ZhihuiWallWatch *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = ZHIHUI_WALL_WATCH (user_data);
  self->is_looking = FALSE;
  if (picture == NULL || self->looked_us == 0)
    return; /* of another screen than the one that is looked at now */
  g_set_object (&self->picture, picture);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
look (ZhihuiWallWatch *self, gint64 now_us)
{
  if (self->is_looking || self->width < WIDTH_MIN || self->reach != ZHIHUI_WALL_ANSWERS)
    return;

  self->is_looking = TRUE;
  self->looked_us = now_us;
  zhihui_wall_line_look_async (
    self->line, self->screen, self->width, self->cancellable, looked_cb, self);
}

/* In the next second; several changes at once are one. */
static void
line_changed_cb (ZhihuiWallWatch *self)
{
  self->asked_us = 0;
  self->looked_us = MIN (self->looked_us, 1);
}

static void
told_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
    zhihui_wall_line_call_finish (ZHIHUI_WALL_LINE (source), result, &error);
  ZhihuiWallWatch *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = ZHIHUI_WALL_WATCH (user_data);
  if (answer == NULL)
    g_signal_emit (self,
                   signals[FAILED],
                   0,
                   judge (self, error) == ZHIHUI_WALL_ABSENT
                     ? _ ("none runs on this computer, so nothing was shown")
                     : error->message);
  line_changed_cb (self);
  ask (self, g_get_monotonic_time ());
  look (self, g_get_monotonic_time ());
}

static void
zhihui_wall_watch_dispose (GObject *object)
{
  ZhihuiWallWatch *self = ZHIHUI_WALL_WATCH (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_cancellable_cancel (self->telling);
  g_clear_object (&self->telling);
  g_clear_object (&self->line);
  g_clear_object (&self->picture);

  G_OBJECT_CLASS (zhihui_wall_watch_parent_class)->dispose (object);
}

static void
zhihui_wall_watch_finalize (GObject *object)
{
  ZhihuiWallWatch *self = ZHIHUI_WALL_WATCH (object);

  g_free (self->fault);
  g_free (self->screen);
  g_clear_pointer (&self->status, g_variant_unref);

  G_OBJECT_CLASS (zhihui_wall_watch_parent_class)->finalize (object);
}

static void
zhihui_wall_watch_class_init (ZhihuiWallWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_wall_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = zhihui_wall_watch_finalize;
  signals[CHANGED] = g_signal_new (
    "changed", ZHIHUI_TYPE_WALL_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed",
                                  ZHIHUI_TYPE_WALL_WATCH,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  G_TYPE_STRING);
}

static void
zhihui_wall_watch_init (ZhihuiWallWatch *self)
{
  self->cancellable = g_cancellable_new ();
  self->telling = g_cancellable_new ();
  self->screen = g_strdup ("");
}

/**
 * zhihui_wall_watch_new:
 * @line: (transfer none): to the wall
 *
 * Returns: (transfer full): nothing is asked before time passes
 */
ZhihuiWallWatch *
zhihui_wall_watch_new (ZhihuiWallLine *line)
{
  ZhihuiWallWatch *self = g_object_new (ZHIHUI_TYPE_WALL_WATCH, NULL);

  self->line = g_object_ref (line);
  g_signal_connect_object (line, "changed", G_CALLBACK (line_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * zhihui_wall_watch_pass:
 * @now_us: monotonic clock
 *
 * To be called each second while somebody looks.
 */
void
zhihui_wall_watch_pass (ZhihuiWallWatch *self, gint64 now_us)
{
  g_return_if_fail (ZHIHUI_IS_WALL_WATCH (self));

  if (self->asked_us == 0 || now_us - self->asked_us >= STATUS_EVERY_US)
    ask (self, now_us);
  if (self->looked_us == 0 || now_us - self->looked_us >= PICTURE_EVERY_US)
    look (self, now_us);
}

/**
 * zhihui_wall_watch_rest:
 *
 * Nobody looks: what is asked is not awaited, but what the wall was told goes on. The next pass
 * begins anew.
 */
void
zhihui_wall_watch_rest (ZhihuiWallWatch *self)
{
  g_return_if_fail (ZHIHUI_IS_WALL_WATCH (self));

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->is_asking = self->is_looking = self->is_due = FALSE;
  self->asked_us = self->looked_us = 0;
}

/**
 * zhihui_wall_watch_look_at:
 * @screen: of the wall, "" the first
 * @width: px that there are for its picture
 */
void
zhihui_wall_watch_look_at (ZhihuiWallWatch *self, const char *screen, guint width)
{
  g_return_if_fail (ZHIHUI_IS_WALL_WATCH (self) && screen != NULL);

  self->width = width;
  if (g_str_equal (screen, self->screen))
    return;

  g_free (self->screen);
  self->screen = g_strdup (screen);
  self->looked_us = 0;
  g_clear_object (&self->picture);
  look (self, g_get_monotonic_time ());
}

/**
 * zhihui_wall_watch_tell:
 * @method: of the interface of a wall
 * @parameters: floating
 *
 * What the user wants of the wall; then it is looked at anew.
 */
void
zhihui_wall_watch_tell (ZhihuiWallWatch *self, const char *method, GVariant *parameters)
{
  g_return_if_fail (ZHIHUI_IS_WALL_WATCH (self) && method != NULL);

  zhihui_wall_line_call_async (self->line, method, parameters, self->telling, told_cb, self);
}

/**
 * zhihui_wall_watch_get_reach:
 */
ZhihuiWallReach
zhihui_wall_watch_get_reach (ZhihuiWallWatch *self)
{
  g_return_val_if_fail (ZHIHUI_IS_WALL_WATCH (self), ZHIHUI_WALL_UNKNOWN);

  return self->reach;
}

/**
 * zhihui_wall_watch_get_fault:
 *
 * Returns: (nullable): a sentence: why it does not answer; "" where its answer is not understood
 */
const char *
zhihui_wall_watch_get_fault (ZhihuiWallWatch *self)
{
  g_return_val_if_fail (ZHIHUI_IS_WALL_WATCH (self), NULL);

  return self->fault;
}

/**
 * zhihui_wall_watch_get_status:
 *
 * Returns: (transfer none) (nullable): what the wall told last, a{sv}
 */
GVariant *
zhihui_wall_watch_get_status (ZhihuiWallWatch *self)
{
  g_return_val_if_fail (ZHIHUI_IS_WALL_WATCH (self), NULL);

  return self->status;
}

/**
 * zhihui_wall_watch_get_age_s:
 * @now_us: monotonic clock
 *
 * Returns: seconds since the status was told
 */
int
zhihui_wall_watch_get_age_s (ZhihuiWallWatch *self, gint64 now_us)
{
  g_return_val_if_fail (ZHIHUI_IS_WALL_WATCH (self), 0);

  return (int) (MAX (now_us - self->told_us, 0) / G_TIME_SPAN_SECOND);
}

/**
 * zhihui_wall_watch_get_picture:
 *
 * Returns: (transfer none) (nullable): what was seen last on the screen that is looked at
 */
GdkTexture *
zhihui_wall_watch_get_picture (ZhihuiWallWatch *self)
{
  g_return_val_if_fail (ZHIHUI_IS_WALL_WATCH (self), NULL);

  return self->picture;
}
