{{/* What the images are: the ports of each component, and which secrets it needs. */}}
{{- define "latchkey.components" -}}
registration: {port: 8081, managementPort: 9081, database: true, ticket: true, privacy: true, issuer: true}
authentication: {port: 8082, managementPort: 9082, database: true, ticket: true, privacy: true, issuer: true}
token: {port: 8083, managementPort: 9083, database: true, ticket: true, privacy: true}
audit: {port: 8084, managementPort: 9084, database: true, privacy: true, treeHeads: true, issuer: true}
gateway: {port: 8080, managementPort: 9080}
{{- end }}

{{/* The order of migrations: token-service owns the vault that the others are granted to read. */}}
{{- define "latchkey.migrationOrder" -}}
[token, registration, authentication, audit]
{{- end }}

{{- define "latchkey.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" }}
{{- else }}
{{- $name := default .Chart.Name .Values.nameOverride }}
{{- if contains $name .Release.Name }}
{{- .Release.Name | trunc 40 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" }}
{{- end }}
{{- end }}
{{- end }}

{{/* What selects everything of this release. */}}
{{- define "latchkey.selector" -}}
app.kubernetes.io/name: {{ default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "latchkey.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{ include "latchkey.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: latchkey
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{/* A component's settings: its own over the defaults. Called with root and name. */}}
{{- define "latchkey.settings" -}}
{{- mergeOverwrite (deepCopy .root.Values.defaults) (deepCopy (index .root.Values .name)) | toYaml }}
{{- end }}

{{/* Called with root and image. */}}
{{- define "latchkey.image" -}}
{{- $registry := .root.Values.image.registry }}
{{- $repository := .image.repository }}
{{- with $registry }}{{ $repository = printf "%s/%s" (trimSuffix "/" .) $repository }}{{ end }}
{{- if .image.digest }}
{{- printf "%s@%s" $repository .image.digest }}
{{- else }}
{{- printf "%s:%s" $repository (.image.tag | default .root.Values.image.tag | default .root.Chart.AppVersion) }}
{{- end }}
{{- end }}

{{- define "latchkey.imagePullSecrets" -}}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
{{- range . }}
  - name: {{ . }}
{{- end }}
{{- end }}
{{- end }}

{{/* Kubernetes' restricted profile. */}}
{{- define "latchkey.podSecurityContext" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "latchkey.containerSecurityContext" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: [ALL]
{{- end }}

{{- define "latchkey.tenantConfigMap" -}}
{{- .Values.tenant.existingConfigMap.name | default (printf "%s-tenant" (include "latchkey.fullname" .)) }}
{{- end }}

{{- define "latchkey.cluster" -}}
{{- printf "%s-postgres" (include "latchkey.fullname" .) }}
{{- end }}

{{- define "latchkey.kafkaCluster" -}}
{{- printf "%s-kafka" (include "latchkey.fullname" .) }}
{{- end }}

{{- define "latchkey.tenant" -}}
{{- toYaml (dict "latchkey" (dict "tenant" .Values.tenant.config)) }}
{{- end }}

{{/* The Spring configuration of a service: what the chart knows, that of all and its own. Called with root and name. */}}
{{- define "latchkey.configuration" -}}
{{- $kafka := fromYaml (include "latchkey.kafka" .root) }}
{{- $properties := deepCopy $kafka.properties }}
{{- if $kafka.caCertificate.name }}
{{- $properties = mergeOverwrite (dict "ssl.truststore.type" "PEM" "ssl.truststore.location" (printf "/etc/latchkey/kafka/%s" $kafka.caCertificate.key)) $properties }}
{{- end }}
{{- $topics := dict "partitions" .root.Values.kafka.topics.partitions "replication-factor" .root.Values.kafka.topics.replicationFactor }}
{{- $common := dict "latchkey" (dict "kafka" (dict "properties" $properties "topics" $topics)) }}
{{- mergeOverwrite $common (deepCopy .root.Values.config) (deepCopy (index .root.Values .name).config) | toYaml }}
{{- end }}

{{/* Where PostgreSQL is: the operator's cluster, or what the values name. */}}
{{- define "latchkey.database" -}}
{{- $database := pick .Values.database "host" "port" "name" "sslMode" "caCertificate" "parameters" }}
{{- if .Values.cloudnativePg.enabled }}
{{- $cluster := include "latchkey.cluster" . }}
{{- $database = dict "host" (printf "%s-rw" $cluster) "port" 5432 "name" "latchkey" "sslMode" "verify-full" "parameters" (dict) "caCertificate" (dict "name" (printf "%s-ca" $cluster) "key" "ca.crt") }}
{{- end }}
{{- toYaml $database }}
{{- end }}

{{- define "latchkey.jdbcUrl" -}}
{{- $database := fromYaml (include "latchkey.database" .) }}
{{- $parameters := mergeOverwrite (dict "sslmode" $database.sslMode) $database.parameters }}
{{- if $database.caCertificate.name }}
{{- $_ := set $parameters "sslrootcert" (printf "/etc/latchkey/postgres/%s" $database.caCertificate.key) }}
{{- else if hasPrefix "verify-" $database.sslMode }}
{{- $_ := set $parameters "sslfactory" "org.postgresql.ssl.DefaultJavaSSLFactory" }}
{{- end }}
{{- $pairs := list }}
{{- range $key, $value := $parameters }}
{{- $pairs = append $pairs (printf "%s=%s" $key (toString $value | urlquery)) }}
{{- end }}
{{- printf "jdbc:postgresql://%s:%v/%s?%s" $database.host $database.port $database.name (join "&" $pairs) }}
{{- end }}

{{/* Where Kafka is: the operator's cluster, or what the values name. */}}
{{- define "latchkey.kafka" -}}
{{- $kafka := pick .Values.kafka "bootstrapServers" "properties" "saslJaasConfig" "caCertificate" }}
{{- if .Values.strimzi.enabled }}
{{- $cluster := include "latchkey.kafkaCluster" . }}
{{- $properties := mergeOverwrite (dict "security.protocol" "SASL_SSL" "sasl.mechanism" "SCRAM-SHA-512") .Values.kafka.properties }}
{{- $kafka = dict "bootstrapServers" (list (printf "%s-kafka-bootstrap:9093" $cluster)) "properties" $properties "saslJaasConfig" (dict "name" (printf "%s-services" $cluster) "key" "sasl.jaas.config") "caCertificate" (dict "name" (printf "%s-cluster-ca-cert" $cluster) "key" "ca.crt") }}
{{- end }}
{{- toYaml $kafka }}
{{- end }}

{{/* The ports in a list of host:port, each once. */}}
{{- define "latchkey.kafkaPorts" -}}
{{- $ports := list }}
{{- range (fromYaml (include "latchkey.kafka" .)).bootstrapServers }}
{{- $ports = append $ports (splitList ":" . | last | int) }}
{{- end }}
{{- uniq $ports | toYaml }}
{{- end }}

{{/* The data source of a service, and the certificate it is checked with; all that a migration needs. Called with root and name. */}}
{{- define "latchkey.databaseEnv" -}}
{{- $password := index .root.Values.database.passwords .name }}
- name: SPRING_DATASOURCE_URL
  value: {{ include "latchkey.jdbcUrl" .root | quote }}
- name: SPRING_DATASOURCE_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ $password.name }}
      key: {{ $password.key }}
{{- end }}

{{- define "latchkey.loggingEnv" -}}
{{- with .Values.logging.format }}
- name: LOGGING_STRUCTURED_FORMAT_CONSOLE
  value: {{ . }}
{{- end }}
{{- end }}

{{- define "latchkey.telemetryEnv" -}}
{{- with .Values.telemetry.otlpEndpoint }}
- name: LATCHKEY_TRACING_ENDPOINT
  value: {{ . | quote }}
{{- end }}
{{- with .Values.telemetry.sampling }}
- name: LATCHKEY_TRACING_SAMPLING
  value: {{ . | quote }}
{{- end }}
{{- end }}

{{- define "latchkey.databaseMounts" -}}
{{- with (fromYaml (include "latchkey.database" .)).caCertificate }}
{{- if .name }}
- name: postgres-ca
  mountPath: /etc/latchkey/postgres
  readOnly: true
{{- end }}
{{- end }}
{{- end }}

{{- define "latchkey.databaseVolumes" -}}
{{- with (fromYaml (include "latchkey.database" .)).caCertificate }}
{{- if .name }}
- name: postgres-ca
  secret:
    secretName: {{ .name }}
    defaultMode: 0440
    items:
      - {key: {{ .key }}, path: {{ .key }}}
{{- end }}
{{- end }}
{{- end }}

{{/* The host of a URL and its port, that of the scheme when none is said. */}}
{{- define "latchkey.collectorPort" -}}
{{- $url := urlParse . }}
{{- if regexMatch ":[0-9]+$" $url.host }}
{{- splitList ":" $url.host | last }}
{{- else }}
{{- ternary 443 80 (eq $url.scheme "https") }}
{{- end }}
{{- end }}

{{/* All that is missing, said at once. */}}
{{- define "latchkey.checked" -}}
{{- $missing := list }}
{{- $values := .Values }}
{{- if and (not $values.tenant.config) (not $values.tenant.existingConfigMap.name) }}
{{- $missing = append $missing "tenant.config (or tenant.existingConfigMap.name): the tenant" }}
{{- end }}
{{- range $name, $what := dict "ticket" "the keys of auth_sessions" "privacy" "the keys of personal data" "treeHeads" "audit-service's signing keys" }}
{{- if not (index $values.secrets $name).name }}
{{- $missing = append $missing (printf "secrets.%s.name: an existing secret with %s" $name $what) }}
{{- end }}
{{- end }}
{{- range $name := list "registration" "authentication" "token" "audit" }}
{{- if not (index $values.database.passwords $name).name }}
{{- $missing = append $missing (printf "database.passwords.%s.name: an existing secret with the password of the role %s" $name $name) }}
{{- end }}
{{- end }}
{{- if and (not $values.database.host) (not $values.cloudnativePg.enabled) }}
{{- $missing = append $missing "database.host (or cloudnativePg.enabled): where PostgreSQL is" }}
{{- end }}
{{- if and (not $values.kafka.bootstrapServers) (not $values.strimzi.enabled) }}
{{- $missing = append $missing "kafka.bootstrapServers (or strimzi.enabled): where Kafka is" }}
{{- end }}
{{- if and $values.ingress.enabled (not $values.ingress.hosts) }}
{{- $missing = append $missing "ingress.hosts: the hosts of the tenant's domains" }}
{{- end }}
{{- if and $values.httpRoute.enabled (not $values.httpRoute.hosts) }}
{{- $missing = append $missing "httpRoute.hosts: the hosts of the tenant's domains" }}
{{- end }}
{{- if and $values.httpRoute.enabled (not $values.httpRoute.parentRefs) }}
{{- $missing = append $missing "httpRoute.parentRefs: the Gateway" }}
{{- end }}
{{- with $values.cloudnativePg.backup }}
{{- if and $values.cloudnativePg.enabled .enabled (eq .method "plugin") (not .objectStoreName) }}
{{- $missing = append $missing "cloudnativePg.backup.objectStoreName: an existing ObjectStore" }}
{{- end }}
{{- end }}
{{- if $missing }}
{{- fail (printf "\nThe chart makes no secrets and guesses nothing. These values are missing:\n  - %s\ndocs/deployment-helm.md shows how to make what they name.\n" (join "\n  - " $missing)) }}
{{- end }}
{{- end }}
