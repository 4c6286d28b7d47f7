// The key vault holds the secrets: the database's address with its password, the keys of notifications and of links to decide.
param name string
param location string
param tenantId string
param readerPrincipalId string
param databaseHost string
param databaseName string
param databaseOwner string

@secure()
param databasePassword string

@secure()
param notificationSecret string

@secure()
param decisionLinkSecret string

// Built-in role "Key Vault Secrets User".
var readRole = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '4633458b-17de-408a-b874-0445c86b69e6')

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  properties: {
    tenantId: tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: 30
  }

  resource databaseUrl 'secrets' = {
    name: 'database-url'
    properties: {
      contentType: 'text/plain'
      value: 'postgres://${databaseOwner}:${uriComponent(databasePassword)}@${databaseHost}:5432/${databaseName}?sslmode=verify-full'
    }
  }

  resource notification 'secrets' = {
    name: 'notification-secret'
    properties: {
      contentType: 'text/plain'
      value: notificationSecret
    }
  }

  resource decisionLink 'secrets' = {
    name: 'decision-link-secret'
    properties: {
      contentType: 'text/plain'
      value: decisionLinkSecret
    }
  }
}

resource mayRead 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, readerPrincipalId, readRole)
  scope: vault
  properties: {
    principalId: readerPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: readRole
  }
}

// The secrets' addresses, not their values.
#disable-next-line outputs-should-not-contain-secrets
output databaseUrlSecretUri string = vault::databaseUrl.properties.secretUri
#disable-next-line outputs-should-not-contain-secrets
output notificationSecretUri string = vault::notification.properties.secretUri
#disable-next-line outputs-should-not-contain-secrets
output decisionLinkSecretUri string = vault::decisionLink.properties.secretUri
