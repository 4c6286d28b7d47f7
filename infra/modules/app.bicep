// The container app: HTTPS only, secrets by reference, health checks, at least one replica (the bot must answer in time).
param name string
param location string
param image string
param registryServer string
param identityId string
param identityClientId string
param tenantId string
param subnetId string
param logsName string
param databaseUrlSecretUri string
param notificationSecretUri string
param decisionLinkSecretUri string
param mailSender string
param mostReplicas int

var port = 3978
// Mails and the links in them need a mailbox; the app refuses an empty one.
var mail = empty(mailSender)
  ? []
  : [
      { name: 'MAIL_SENDER', value: mailSender }
      { name: 'DECISION_LINK_SECRET', secretRef: 'decision-link-secret' }
    ]

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' existing = {
  name: logsName
}

resource environment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: '${name}-environment'
  location: location
  properties: {
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: {
        customerId: logs.properties.customerId
        sharedKey: logs.listKeys().primarySharedKey
      }
    }
    vnetConfiguration: { infrastructureSubnetId: subnetId, internal: false }
    workloadProfiles: [{ name: 'Consumption', workloadProfileType: 'Consumption' }]
  }
}

resource app 'Microsoft.App/containerApps@2024-03-01' = {
  name: name
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    environmentId: environment.id
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: { external: true, targetPort: port, transport: 'http', allowInsecure: false }
      registries: [{ server: registryServer, identity: identityId }]
      secrets: [
        { name: 'database-url', keyVaultUrl: databaseUrlSecretUri, identity: identityId }
        { name: 'notification-secret', keyVaultUrl: notificationSecretUri, identity: identityId }
        { name: 'decision-link-secret', keyVaultUrl: decisionLinkSecretUri, identity: identityId }
      ]
    }
    template: {
      containers: [
        {
          name: 'docket'
          image: image
          resources: { cpu: json('0.5'), memory: '1Gi' }
          env: concat([
            { name: 'DOCKET_HOST', value: '0.0.0.0' }
            { name: 'DOCKET_PORT', value: string(port) }
            { name: 'DOCKET_PUBLIC_URL', value: 'https://${name}.${environment.properties.defaultDomain}' }
            { name: 'DOCKET_TENANTS', value: tenantId }
            { name: 'MICROSOFT_APP_TYPE', value: 'UserAssignedMSI' }
            { name: 'MICROSOFT_APP_ID', value: identityClientId }
            { name: 'MICROSOFT_APP_TENANT_ID', value: tenantId }
            { name: 'DATABASE_URL', secretRef: 'database-url' }
            { name: 'NOTIFICATION_SECRET', secretRef: 'notification-secret' }
          ], mail)
          probes: [
            { type: 'Startup', httpGet: { path: '/health', port: port }, periodSeconds: 5, failureThreshold: 24 }
            { type: 'Liveness', httpGet: { path: '/health', port: port }, periodSeconds: 30, timeoutSeconds: 5 }
            { type: 'Readiness', httpGet: { path: '/health', port: port }, periodSeconds: 10, timeoutSeconds: 5 }
          ]
        }
      ]
      scale: { minReplicas: 1, maxReplicas: mostReplicas }
    }
  }
}

output name string = app.name
output domain string = app.properties.configuration.ingress.fqdn
