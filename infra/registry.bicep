// The container registry, deployed before everything else so that the image can be built into it.
@description('Start of all resource names: lower-case letters and digits.')
@minLength(3)
@maxLength(12)
param resourcePrefix string

param location string = resourceGroup().location

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: '${resourcePrefix}${uniqueString(resourceGroup().id)}'
  location: location
  sku: { name: 'Basic' }
  properties: {
    adminUserEnabled: false
    anonymousPullEnabled: false
  }
}

output REGISTRY_NAME string = registry.name
output REGISTRY_SERVER string = registry.properties.loginServer
