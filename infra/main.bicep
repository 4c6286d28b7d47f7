// Docket in Azure: one container app behind TLS, its database on a private network, its secrets in a vault,
// one managed identity for the bot, for Microsoft Graph, for the vault and for the registry.
targetScope = 'resourceGroup'

@description('Start of all resource names: lower-case letters and digits.')
@minLength(3)
@maxLength(12)
param resourcePrefix string

@description('Image with its tag, such as REGISTRY/docket:TAG.')
param containerImage string

@description('Name of the container registry in this resource group.')
param registryName string

@description('Entra tenant that Docket serves.')
param tenantId string

@description('Password of the owner of the database. It is kept in the key vault only.')
@secure()
@minLength(16)
param databasePassword string

@description('Signs the client state of change notifications, so that only Graph can speak to /graph/notify.')
@secure()
@minLength(32)
param notificationSecret string

@description('Signs the links by which approvers decide from a mail.')
@secure()
@minLength(32)
param decisionLinkSecret string

@description('Mailbox from which mails go out: Entra object id or address. Empty: nothing is mailed, and no link to decide.')
param mailSender string

@description('Most replicas. Above one, the database carries the jobs between them.')
@minValue(1)
@maxValue(5)
param mostReplicas int = 2

param location string = resourceGroup().location

module identity 'modules/identity.bicep' = {
  name: 'docket-identity'
  params: { name: '${resourcePrefix}-identity', location: location, registryName: registryName }
}

module network 'modules/network.bicep' = {
  name: 'docket-network'
  params: { namePrefix: resourcePrefix, location: location }
}

module logs 'modules/logs.bicep' = {
  name: 'docket-logs'
  params: { name: '${resourcePrefix}-logs', location: location }
}

module database 'modules/database.bicep' = {
  name: 'docket-database'
  params: {
    name: '${resourcePrefix}-db-${uniqueString(resourceGroup().id)}'
    location: location
    subnetId: network.outputs.databaseSubnetId
    privateDnsZoneId: network.outputs.databaseDnsZoneId
    ownerPassword: databasePassword
  }
}

module vault 'modules/vault.bicep' = {
  name: 'docket-vault'
  params: {
    name: take('${resourcePrefix}kv${uniqueString(resourceGroup().id)}', 24)
    location: location
    tenantId: tenantId
    readerPrincipalId: identity.outputs.principalId
    databaseHost: database.outputs.host
    databaseName: database.outputs.databaseName
    databaseOwner: database.outputs.owner
    databasePassword: databasePassword
    notificationSecret: notificationSecret
    decisionLinkSecret: decisionLinkSecret
  }
}

module app 'modules/app.bicep' = {
  name: 'docket-app'
  params: {
    name: '${resourcePrefix}-app'
    location: location
    image: containerImage
    registryServer: identity.outputs.registryServer
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    tenantId: tenantId
    subnetId: network.outputs.appSubnetId
    logsName: logs.outputs.name
    databaseUrlSecretUri: vault.outputs.databaseUrlSecretUri
    notificationSecretUri: vault.outputs.notificationSecretUri
    decisionLinkSecretUri: vault.outputs.decisionLinkSecretUri
    mailSender: mailSender
    mostReplicas: mostReplicas
  }
}

module bot 'modules/bot.bicep' = {
  name: 'docket-bot'
  params: {
    name: '${resourcePrefix}-bot-${uniqueString(resourceGroup().id)}'
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    tenantId: tenantId
    domain: app.outputs.domain
  }
}

// Agents Toolkit writes these to the environment's file under the same names.
output BOT_ID string = identity.outputs.clientId
output AAD_APP_CLIENT_ID string = identity.outputs.clientId
output BOT_DOMAIN string = app.outputs.domain
output CONTAINER_APP_NAME string = app.outputs.name
