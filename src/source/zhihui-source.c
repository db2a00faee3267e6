/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-source.h"

#include <glib/gi18n-lib.h>

#include "zhihui-calendar-source.h"
#include "zhihui-demo.h"
#include "zhihui-error.h"
#include "zhihui-history-folder.h"
#include "zhihui-history-source.h"
#include "zhihui-http-source.h"
#include "zhihui-join-link.h"
#include "zhihui-meeting.h"
#include "zhihui-profile-source.h"
#include "zhihui-recorded-source.h"

#define DEMO_PREFIX "demo:"
#define HISTORY_PREFIX "history:"

G_DEFINE_INTERFACE (ZhihuiSource, zhihui_source, G_TYPE_OBJECT)

static void
zhihui_source_default_init (ZhihuiSourceInterface *iface)
{
  /**
   * ZhihuiSource::situation-changed:
   * @self: a source
   * @situation: (transfer none) (type gpointer): what is known now, a #ZhihuiSituation
   *
   * An answer arrived, or reading succeeds or fails anew. Answers that come closely together are
   * one emission.
   */
  g_signal_new ("situation-changed",
                ZHIHUI_TYPE_SOURCE,
                G_SIGNAL_RUN_LAST,
                0,
                NULL,
                NULL,
                NULL,
                G_TYPE_NONE,
                1,
                G_TYPE_POINTER);
}

/**
 * zhihui_source_set_wants:
 * @self: a source
 * @wants: what is to be read; copied
 *
 * May be called again while it reads: what is new is asked for at once.
 */
void
zhihui_source_set_wants (ZhihuiSource *self, const ZhihuiWants *wants)
{
  g_return_if_fail (ZHIHUI_IS_SOURCE (self));
  g_return_if_fail (wants != NULL);

  ZHIHUI_SOURCE_GET_IFACE (self)->set_wants (self, wants);
}

/**
 * zhihui_source_set_witness:
 * @self: a source that has not started
 * @witness: (scope forever): is shown every exchange, as it ends
 * @user_data: for @witness
 * @error: return location
 *
 * It begins from nothing, so that the first answers are whole.
 *
 * Returns: %FALSE with %ZHIHUI_ERROR_INVALID when @self exchanges nothing that could be shown again
 */
gboolean
zhihui_source_set_witness (ZhihuiSource     *self,
                           ZhihuiWitnessFunc witness,
                           gpointer          user_data,
                           GError          **error)
{
  g_return_val_if_fail (ZHIHUI_IS_SOURCE (self), FALSE);

  if (ZHIHUI_SOURCE_GET_IFACE (self)->set_witness != NULL)
    return ZHIHUI_SOURCE_GET_IFACE (self)->set_witness (self, witness, user_data, error);

  g_set_error_literal (error,
                       ZHIHUI_ERROR,
                       ZHIHUI_ERROR_INVALID,
                       _ ("this source asks nobody: there is nothing to record"));
  return FALSE;
}

/**
 * zhihui_source_copy_profile:
 * @self: a source
 * @folder: of a recording
 * @head: (inout): is told of it; unchanged where there is none, or it is not known yet
 * @error: return location
 *
 * Writes down how the answers are read, where that is not our own way.
 *
 * Returns: whether all that there is was written
 */
gboolean
zhihui_source_copy_profile (ZhihuiSource    *self,
                            const char      *folder,
                            ZhihuiRecording *head,
                            GError         **error)
{
  g_return_val_if_fail (ZHIHUI_IS_SOURCE (self) && folder != NULL && head != NULL, FALSE);

  return ZHIHUI_SOURCE_GET_IFACE (self)->copy_profile == NULL ||
         ZHIHUI_SOURCE_GET_IFACE (self)->copy_profile (self, folder, head, error);
}

/**
 * zhihui_source_start:
 * @self: a source
 *
 * Begins to read, in the main context of the caller. Nothing is emitted before it returns, except
 * that there is no token that could be used.
 */
void
zhihui_source_start (ZhihuiSource *self)
{
  g_return_if_fail (ZHIHUI_IS_SOURCE (self));

  ZHIHUI_SOURCE_GET_IFACE (self)->start (self);
}

/**
 * zhihui_source_stop:
 * @self: a source
 *
 * Ends reading; nothing is emitted any more. What was read is kept on disk.
 */
void
zhihui_source_stop (ZhihuiSource *self)
{
  g_return_if_fail (ZHIHUI_IS_SOURCE (self));

  ZHIHUI_SOURCE_GET_IFACE (self)->stop (self);
}

/**
 * zhihui_source_get_situation:
 * @self: a source
 *
 * Returns: (transfer none): the situation that was emitted last; %NULL only before start
 */
ZhihuiSituation *
zhihui_source_get_situation (ZhihuiSource *self)
{
  g_return_val_if_fail (ZHIHUI_IS_SOURCE (self), NULL);

  return ZHIHUI_SOURCE_GET_IFACE (self)->get_situation (self);
}

/**
 * zhihui_source_is_preparing:
 * @self: a source
 *
 * Returns: whether what it will read is still in the making, and nobody can have been asked yet
 */
gboolean
zhihui_source_is_preparing (ZhihuiSource *self)
{
  g_return_val_if_fail (ZHIHUI_IS_SOURCE (self), FALSE);

  return ZHIHUI_SOURCE_GET_IFACE (self)->is_preparing != NULL &&
         ZHIHUI_SOURCE_GET_IFACE (self)->is_preparing (self);
}

/**
 * zhihui_source_is_settled:
 * @self: a source
 *
 * Returns: whether the situation tells of everything that is wanted that it was answered or has
 * failed, at least once
 */
gboolean
zhihui_source_is_settled (ZhihuiSource *self)
{
  g_return_val_if_fail (ZHIHUI_IS_SOURCE (self), FALSE);

  return ZHIHUI_SOURCE_GET_IFACE (self)->is_settled (self);
}

/**
 * zhihui_source_get_key:
 * @self: a source
 *
 * Returns: (transfer none) (nullable): under which its figures are kept, without anything secret:
 * an address or "demo:zichuan"; %NULL for a source whose figures are not kept
 */
const char *
zhihui_source_get_key (ZhihuiSource *self)
{
  g_return_val_if_fail (ZHIHUI_IS_SOURCE (self), NULL);

  return ZHIHUI_SOURCE_GET_IFACE (self)->get_key != NULL
           ? ZHIHUI_SOURCE_GET_IFACE (self)->get_key (self)
           : NULL;
}

/**
 * zhihui_source_get_identity:
 * @self: a source
 *
 * Returns: (transfer none) (nullable): a digest of its key and the token by which it reads; %NULL
 * as long as that is not known
 */
const char *
zhihui_source_get_identity (ZhihuiSource *self)
{
  g_return_val_if_fail (ZHIHUI_IS_SOURCE (self), NULL);

  return ZHIHUI_SOURCE_GET_IFACE (self)->get_identity != NULL
           ? ZHIHUI_SOURCE_GET_IFACE (self)->get_identity (self)
           : NULL;
}

/**
 * zhihui_source_list_reports:
 * @self: a source that has started
 *
 * Returns: (transfer full) (element-type ZhihuiResourceReport): what was found on the way to the
 * figures; empty where the platform speaks our language and there is nothing to tell
 */
GPtrArray *
zhihui_source_list_reports (ZhihuiSource *self)
{
  g_return_val_if_fail (ZHIHUI_IS_SOURCE (self), NULL);

  if (ZHIHUI_SOURCE_GET_IFACE (self)->list_reports != NULL)
    return ZHIHUI_SOURCE_GET_IFACE (self)->list_reports (self);

  return g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_resource_report_free);
}

/**
 * zhihui_source_ask_async:
 * @path: of the platform's own API, with its query: "/map/cases?bbox=…"
 * @cancellable: (nullable): ends it
 * @callback: called with what zhihui_source_ask_finish () takes
 * @user_data: for @callback
 *
 * Asks once for what is no part of a situation, and is kept nowhere: what is seen of a map now.
 */
void
zhihui_source_ask_async (ZhihuiSource       *self,
                         const char         *path,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  g_return_if_fail (ZHIHUI_IS_SOURCE (self) && path != NULL);

  if (ZHIHUI_SOURCE_GET_IFACE (self)->ask_async != NULL)
    ZHIHUI_SOURCE_GET_IFACE (self)->ask_async (self, path, cancellable, callback, user_data);
  else
    {
      g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

      g_task_set_source_tag (task, zhihui_source_ask_async);
      g_task_return_new_error (
        task, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND, "%s", _ ("This source does not tell it"));
    }
}

/**
 * zhihui_source_ask_finish:
 * @result: given to the callback
 * @error: return location; %G_IO_ERROR_CANCELLED where it was ended, whatever the source does,
 *   %ZHIHUI_ERROR_NOT_FOUND where the source does not tell it, %ZHIHUI_ERROR_REFUSED where the
 *   token may not, %ZHIHUI_ERROR_CHANGED where a list has to be read from its beginning,
 *   %ZHIHUI_ERROR_INVALID where the question is wrong and stays so, %ZHIHUI_ERROR_OFFLINE else
 *
 * Returns: (transfer full): the answer, which is not looked at
 */
GBytes *
zhihui_source_ask_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * zhihui_source_is_tellable:
 * @self: a source
 *
 * Returns: whether zhihui_source_tell_async() reaches somebody: FALSE of a recording, a history,
 * files, and platforms that are not ours
 */
gboolean
zhihui_source_is_tellable (ZhihuiSource *self)
{
  g_return_val_if_fail (ZHIHUI_IS_SOURCE (self), FALSE);

  return ZHIHUI_SOURCE_GET_IFACE (self)->is_tellable != NULL &&
         ZHIHUI_SOURCE_GET_IFACE (self)->is_tellable (self);
}

/**
 * zhihui_source_tell_async:
 * @self: a source
 * @path: of the platform's own API: "/alerts/a-17/ack"
 * @if_match: (nullable): the etag of what it is about, "*" whatever it is now
 * @body: JSON
 * @cancellable: (nullable): ends it; it may have arrived all the same
 * @callback: called with what zhihui_source_tell_finish () takes
 * @user_data: for @callback
 *
 * Tells the platform something, once: it is never sent again by itself. Who tries again gives the
 * same body, whose "id" (of an event) says that it is the same.
 */
void
zhihui_source_tell_async (ZhihuiSource       *self,
                          const char         *path,
                          const char         *if_match,
                          GBytes             *body,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_return_if_fail (ZHIHUI_IS_SOURCE (self) && path != NULL && body != NULL);

  if (zhihui_source_is_tellable (self))
    ZHIHUI_SOURCE_GET_IFACE (self)->tell_async (
      self, path, if_match, body, cancellable, callback, user_data);
  else
    g_task_report_new_error (
      self,
      callback,
      user_data,
      zhihui_source_tell_async,
      ZHIHUI_ERROR,
      ZHIHUI_ERROR_NOT_FOUND,
      "%s",
      _ ("This source cannot be told anything: it only shows what others have written"));
}

/**
 * zhihui_source_tell_finish:
 * @result: given to the callback
 * @error: return location; its message is for a person, with the reason that the platform gives:
 *   %ZHIHUI_ERROR_REFUSED the token may not, %ZHIHUI_ERROR_INVALID what is told is wrong,
 *   %ZHIHUI_ERROR_CHANGED it does not fit any more (409, 412): look again,
 *   %ZHIHUI_ERROR_NOT_FOUND there is no such thing, or nobody who can be told,
 *   %ZHIHUI_ERROR_OFFLINE try again: nothing was sent, or nothing taken,
 *   %ZHIHUI_ERROR_TOO_LARGE, %ZHIHUI_ERROR_FAILED else: nobody knows whether it arrived
 *
 * Returns: (transfer full): the answer, which is not looked at
 */
GBytes *
zhihui_source_tell_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * zhihui_source_says_whether_sent:
 * @error: of zhihui_source_tell_finish ()
 *
 * Returns: whether its message ends with what became of what was told: nobody answered
 */
gboolean
zhihui_source_says_whether_sent (const GError *error)
{
  return g_str_has_suffix (error->message, _ ("nothing was sent")) ||
         g_str_has_suffix (error->message, _ ("it is not known whether it arrived"));
}

/**
 * zhihui_resource_report_new:
 * @name: of the resource
 *
 * Returns: (transfer full): a report that says nothing yet
 */
ZhihuiResourceReport *
zhihui_resource_report_new (const char *name)
{
  ZhihuiResourceReport *self = g_new0 (ZhihuiResourceReport, 1);

  self->name = g_strdup (name);
  self->coerced = g_ptr_array_new_with_free_func (g_free);
  self->missing = g_ptr_array_new_with_free_func (g_free);
  self->notes = g_ptr_array_new_with_free_func (g_free);

  return self;
}

/**
 * zhihui_resource_report_free:
 * @self: (transfer full): a report
 */
void
zhihui_resource_report_free (ZhihuiResourceReport *self)
{
  g_free (self->name);
  g_ptr_array_unref (self->coerced);
  g_ptr_array_unref (self->missing);
  g_ptr_array_unref (self->notes);
  g_free (self);
}

/* The last moment of "history:FILE", or of the only history there is. */
static ZhihuiSource *
new_for_history (const char *path, GError **error)
{
  g_autofree char     *found = *path != '\0'
                                 ? g_strdup (path)
                                 : zhihui_history_folder_find (NULL, NULL, ZHIHUI_KEEP_FOR_WALL, error);
  ZhihuiHistorySource *source =
    found != NULL ? zhihui_history_source_new (found, NULL, 0.0, error) : NULL;

  return source != NULL ? ZHIHUI_SOURCE (source) : NULL;
}

/* A profile, a folder with one, or with a recording. */
static ZhihuiSource *
new_for_path (const char                *path,
              const ZhihuiTrustSettings *settings,
              const char                *cache_dir,
              GError                   **error)
{
  g_autofree char *recording = NULL;
  g_autofree char *profile = NULL;

  if (g_str_has_suffix (path, ".profile"))
    return zhihui_profile_source_new (path, settings, cache_dir, error);

  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_INVALID,
                   _ ("'%s' is neither an address (https://) nor a folder; try demo:zichuan"),
                   path);
      return NULL;
    }

  recording = g_build_filename (path, "recording.json", NULL);
  profile = g_build_filename (path, "source.profile", NULL);
  if (!g_file_test (recording, G_FILE_TEST_EXISTS) && g_file_test (profile, G_FILE_TEST_EXISTS))
    return zhihui_profile_source_new (profile, settings, cache_dir, error);
  if (!g_file_test (recording, G_FILE_TEST_EXISTS))
    {
      g_set_error (
        error,
        ZHIHUI_ERROR,
        ZHIHUI_ERROR_NOT_FOUND,
        _ ("There is neither recording.json nor source.profile in the folder %s: for CSV or "
           "JSON files copy the ready folder.profile into it as source.profile, and name "
           "their columns there"),
        path);
      return NULL;
    }

  return ZHIHUI_SOURCE (zhihui_recorded_source_new (path));
}

static ZhihuiSource *
new_alone (const char                *where,
           const ZhihuiTrustSettings *settings,
           const char                *cache_dir,
           GError                   **error)
{
  ZhihuiHttpSource *source;

  if (where == NULL || where[0] == '\0')
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_INVALID,
                   _ ("No source is named: give --source or $ZHIHUI_SOURCE; try demo:zichuan"));
      return NULL;
    }

  if (g_str_has_prefix (where, DEMO_PREFIX))
    return ZHIHUI_SOURCE (zhihui_demo_new (where + strlen (DEMO_PREFIX), cache_dir, error));

  if (g_str_has_prefix (where, HISTORY_PREFIX))
    return new_for_history (where + strlen (HISTORY_PREFIX), error);

  if (strstr (where, "://") == NULL)
    return new_for_path (where, settings, cache_dir, error);

  source = zhihui_http_source_new_trusting (where, settings, cache_dir, error);
  return source != NULL ? ZHIHUI_SOURCE (source) : NULL;
}

static GQuark
join_hosts_quark (void)
{
  return g_quark_from_static_string ("zhihui-source-join-hosts");
}

/**
 * zhihui_source_get_join_hosts:
 * @self: a source
 *
 * Returns: (transfer none) (nullable): the hosts that its settings name, for its meetings and those
 *   of the calendar beside it; NULL: no link is offered
 */
const char *const *
zhihui_source_get_join_hosts (ZhihuiSource *self)
{
  g_return_val_if_fail (ZHIHUI_IS_SOURCE (self), NULL);

  return g_object_get_qdata (G_OBJECT (self), join_hosts_quark ());
}

/* A demonstration has meetings at one host, which nobody has to name: it does not exist. */
static gboolean
set_join_hosts (ZhihuiSource              *self,
                const char                *where,
                const ZhihuiTrustSettings *settings,
                GError                   **error)
{
  static const char *const demo_hosts[] = { ZHIHUI_DEMO_MEETING_HOST, NULL };
  const char *const       *lists[] = {
          g_str_has_prefix (where, DEMO_PREFIX) ? demo_hosts : NULL,
    (const char *const *) settings->join_hosts,
    (const char *const *) settings->calendar.hosts,
  };
  g_autoptr (GStrvBuilder) hosts = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint j = 0; lists[i] != NULL && lists[i][j] != NULL; j++)
      {
        if (!zhihui_join_link_is_host (lists[i][j]))
          {
            g_set_error (error,
                         ZHIHUI_ERROR,
                         ZHIHUI_ERROR_INVALID,
                         _ ("join-hosts are names as meeting.example.cn, not '%s'"),
                         lists[i][j]);
            return FALSE;
          }
        g_strv_builder_add (hosts, lists[i][j]);
      }

  if (lists[0] != NULL || lists[1] != NULL || lists[2] != NULL)
    g_object_set_qdata_full (G_OBJECT (self),
                             join_hosts_quark (),
                             g_strv_builder_end (hosts),
                             (GDestroyNotify) g_strfreev);
  return TRUE;
}

/**
 * zhihui_source_new_trusting:
 * @where: address of a platform, "demo:SCENARIO", "history:FILE", a .profile file, or a folder with
 * recording.json or source.profile
 * @settings: whom a platform is believed to be, where its token is, and which calendar is read
 * beside it
 * @cache_dir: (nullable): where the last good answers are kept
 * @error: return location
 *
 * Returns: (transfer full): a source that has not started, or %NULL with @error set when @where can
 * be none; that nothing answers there is not an error but a state
 */
ZhihuiSource *
zhihui_source_new_trusting (const char                *where,
                            const ZhihuiTrustSettings *settings,
                            const char                *cache_dir,
                            GError                   **error)
{
  g_autoptr (ZhihuiSource) source = new_alone (where, settings, cache_dir, error);

  /* Today's calendar says nothing of the past. */
  if (source != NULL && settings->calendar.url != NULL && !g_str_has_prefix (where, HISTORY_PREFIX))
    {
      ZhihuiSource *both =
        zhihui_calendar_source_new (source, &settings->calendar, cache_dir, error);

      g_object_unref (source);
      source = both;
    }
  return source != NULL && set_join_hosts (source, where, settings, error)
           ? g_steal_pointer (&source)
           : NULL;
}

/**
 * zhihui_source_new_for:
 * @where: as above
 * @token_file: (nullable): where the token is
 * @cache_dir: (nullable): where the last good answers are kept
 * @error: return location
 *
 * Returns: (transfer full): the same, which believes whom the system does; or %NULL with @error set
 */
ZhihuiSource *
zhihui_source_new_for (const char *where,
                       const char *token_file,
                       const char *cache_dir,
                       GError    **error)
{
  const ZhihuiTrustSettings settings = { .token_file = (char *) token_file };

  return zhihui_source_new_trusting (where, &settings, cache_dir, error);
}
