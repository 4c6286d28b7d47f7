// PostgreSQL on the private network. TLS 1.2 and newer only; point-in-time restore for two weeks.
param name string
param location string
param subnetId string
param privateDnsZoneId string

@secure()
param ownerPassword string

var ownerName = 'docket'

resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: name
  location: location
  sku: { name: 'Standard_B1ms', tier: 'Burstable' }
  properties: {
    version: '16'
    administratorLogin: ownerName
    administratorLoginPassword: ownerPassword
    authConfig: { activeDirectoryAuth: 'Disabled', passwordAuth: 'Enabled' }
    storage: { storageSizeGB: 32, autoGrow: 'Enabled' }
    backup: { backupRetentionDays: 14, geoRedundantBackup: 'Disabled' }
    network: {
      delegatedSubnetResourceId: subnetId
      privateDnsZoneArmResourceId: privateDnsZoneId
      publicNetworkAccess: 'Disabled'
    }
  }

  resource database 'databases' = {
    name: 'docket'
    properties: { charset: 'UTF8', collation: 'en_US.utf8' }
  }

  resource demandTls 'configurations' = {
    name: 'require_secure_transport'
    properties: { value: 'ON', source: 'user-override' }
    dependsOn: [database]
  }

  // The server takes one change of its settings at a time.
  resource leastTls 'configurations' = {
    name: 'ssl_min_protocol_version'
    properties: { value: 'TLSv1.2', source: 'user-override' }
    dependsOn: [demandTls]
  }
}

output host string = server.properties.fullyQualifiedDomainName
output databaseName string = server::database.name
output owner string = ownerName
