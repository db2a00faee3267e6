/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-signature-base.h"

#define LABEL "zhihui"

/**
 * zhihui_signature_base_make_params:
 * @what: the request
 * @key_id: name of the key, without quotation marks and backslashes
 * @algorithm: name of the algorithm
 *
 * Returns: (transfer full): the signature parameters, RFC 9421 2.3
 */
char *
zhihui_signature_base_make_params (const ZhihuiSignable *what,
                                   const char           *key_id,
                                   const char           *algorithm)
{
  return g_strdup_printf ("(\"@method\" \"@authority\" \"@path\" \"@query\"%s)"
                          ";created=%" G_GINT64_FORMAT ";nonce=\"%s\";keyid=\"%s\";alg=\"%s\"",
                          what->content_digest != NULL ? " \"content-digest\"" : "",
                          what->created,
                          what->nonce,
                          key_id,
                          algorithm);
}

/**
 * zhihui_signature_base_make_digest:
 * @body: of a request
 *
 * Returns: (transfer full): the value of its Content-Digest, RFC 9530
 */
char *
zhihui_signature_base_make_digest (GBytes *body)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8           digest[32];
  gsize            length = sizeof digest;
  g_autofree char *encoded = NULL;

  g_checksum_update (checksum, g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body));
  g_checksum_get_digest (checksum, digest, &length);
  encoded = g_base64_encode (digest, length);
  return g_strconcat ("sha-256=:", encoded, ":", NULL);
}

/**
 * zhihui_signature_base_make:
 * @what: the request
 * @params: of zhihui_signature_base_make_params()
 *
 * Returns: (transfer full): the bytes that are signed, RFC 9421 2.5
 */
char *
zhihui_signature_base_make (const ZhihuiSignable *what, const char *params)
{
  g_autoptr (GString) base = g_string_new (NULL);

  g_string_append_printf (base, "\"@method\": %s\n", what->method);
  g_string_append_printf (base, "\"@authority\": %s\n", what->authority);
  g_string_append_printf (base, "\"@path\": %s\n", what->path[0] != '\0' ? what->path : "/");
  g_string_append_printf (base, "\"@query\": ?%s\n", what->query != NULL ? what->query : "");
  if (what->content_digest != NULL)
    g_string_append_printf (base, "\"content-digest\": %s\n", what->content_digest);
  g_string_append_printf (base, "\"@signature-params\": %s", params);

  return g_string_free (g_steal_pointer (&base), FALSE);
}

/**
 * zhihui_signature_base_make_headers:
 * @what: the request
 * @params: of zhihui_signature_base_make_params()
 * @signature: of zhihui_signature_base_make()
 * @length: bytes
 *
 * Returns: (transfer full): Signature-Input, Signature and, with a body, Content-Digest, as
 * zhihui_signer_sign() gives them
 */
char **
zhihui_signature_base_make_headers (const ZhihuiSignable *what,
                                    const char           *params,
                                    const guchar         *signature,
                                    gsize                 length)
{
  g_autoptr (GStrvBuilder) headers = g_strv_builder_new ();
  g_autofree char *encoded = g_base64_encode (signature, length);
  g_autofree char *input = g_strconcat (LABEL "=", params, NULL);
  g_autofree char *value = g_strconcat (LABEL "=:", encoded, ":", NULL);

  g_strv_builder_add_many (headers, "Signature-Input", input, "Signature", value, NULL);
  if (what->content_digest != NULL)
    g_strv_builder_add_many (headers, "Content-Digest", what->content_digest, NULL);

  return g_strv_builder_end (headers);
}
