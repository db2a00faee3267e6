/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wire.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <string.h>

#include "zhihui-wire-parts.h"

#define ETAG_BYTES 8

static const ZhihuiWireMember problem_members[] = {
  ZHIHUI_WIRE_NEED (ZhihuiProblem, status, "status", COUNT_32),
  ZHIHUI_WIRE_NEED (ZhihuiProblem, title, "title", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiProblem, code, "code", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiProblem, detail, "detail", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiProblem, instance, "instance", TEXT),
};

void
zhihui_problem_free (ZhihuiProblem *self)
{
  if (self == NULL)
    return;

  g_free (self->title);
  g_free (self->code);
  g_free (self->detail);
  g_free (self->instance);
  g_free (self);
}

/**
 * zhihui_wire_decode_problem:
 * @body: an answer of application/problem+json
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what the platform says is wrong
 */
ZhihuiProblem *
zhihui_wire_decode_problem (GBytes *body, GError **error)
{
  g_autoptr (ZhihuiProblem) self = g_new0 (ZhihuiProblem, 1);

  if (!zhihui_wire_read_root (body, problem_members, G_N_ELEMENTS (problem_members), self, error))
    return NULL;

  zhihui_wire_fill_text (&self->code, "");
  zhihui_wire_fill_text (&self->detail, "");
  zhihui_wire_fill_text (&self->instance, "");
  return g_steal_pointer (&self);
}

/**
 * zhihui_wire_encode_problem:
 * @status: HTTP status
 * @title: its reason phrase
 * @code: word of the table in docs/wire.md
 * @detail: (nullable): what was wrong, nothing of the inside
 * @instance: (nullable): names this request
 *
 * Returns: (transfer full): the answer of RFC 9457
 */
char *
zhihui_wire_encode_problem (
  int status, const char *title, const char *code, const char *detail, const char *instance)
{
  ZhihuiWireWriter writer;

  g_return_val_if_fail (title != NULL && code != NULL, NULL);

  zhihui_wire_writer_init (&writer, NULL);
  zhihui_wire_writer_open_object (&writer, NULL);
  zhihui_wire_writer_text (&writer, "type", "about:blank");
  zhihui_wire_writer_text (&writer, "title", title);
  zhihui_wire_writer_integer (&writer, "status", status);
  if (detail != NULL)
    zhihui_wire_writer_text (&writer, "detail", detail);
  zhihui_wire_writer_text (&writer, "code", code);
  if (instance != NULL)
    zhihui_wire_writer_text (&writer, "instance", instance);
  zhihui_wire_writer_close_object (&writer);
  return zhihui_wire_writer_finish (&writer);
}

/* What follows the head, which changes though the figures do not. */
static const char *
skip_head (const char *body)
{
  static const char as_of[] = "{\"as_of\":\"";
  static const char revision[] = "\",\"revision\":\"";
  const char       *at;

  if (!g_str_has_prefix (body, as_of))
    return body;

  at = strchr (body + strlen (as_of), '"');
  if (at == NULL || !g_str_has_prefix (at, revision))
    return body;

  for (at += strlen (revision); *at != '\0' && *at != '"'; at++)
    if (*at == '\\' && at[1] != '\0')
      at++;
  return at;
}

/**
 * zhihui_wire_keep_digests:
 *
 * Has OpenSSL last as long as the process, and not end with exit() below threads that still make
 * entity tags. To be called by main(), before anything else may have begun to use OpenSSL.
 */
void
zhihui_wire_keep_digests (void)
{
  OPENSSL_init_crypto (OPENSSL_INIT_NO_ATEXIT, NULL);
}

/**
 * zhihui_wire_make_etag:
 * @body: an answer made by this floor
 *
 * Returns: (transfer full): a weak entity tag, the same as long as the figures are the same
 */
char *
zhihui_wire_make_etag (const char *body)
{
  guint8      digest[EVP_MAX_MD_SIZE];
  GString    *etag;
  const char *figures;

  g_return_val_if_fail (body != NULL, NULL);

  /* Not GChecksum, which takes a sixth of the time of a large board. */
  figures = skip_head (body);
  if (EVP_Digest (figures, strlen (figures), digest, NULL, EVP_sha256 (), NULL) != 1)
    g_error ("SHA-256 cannot be had");
  etag = g_string_new ("W/\"");
  for (guint i = 0; i < ETAG_BYTES; i++)
    g_string_append_printf (etag, "%02x", digest[i]);
  g_string_append_c (etag, '"');
  return g_string_free (etag, FALSE);
}
